package org.sanderling.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** The graph files of a model directory: none outside it, none too large, each the one that the manifest was written for. */
final class GraphFiles {
    /** No graph that an edge runtime loads is larger. */
    static final long MAX_BYTES = 512L << 20;

    private GraphFiles() {}

    /** The file named by {@code file} of a graph's block, absolute. */
    static Path locate(Path directory, Block graph) {
        String written = graph.text("file", ValueTypes.PATH);
        try {
            Path relative = Path.of(written).normalize();
            if (relative.isAbsolute() || relative.startsWith("..")) {
                throw graph.error("file", "leaves the model directory; name a file inside it");
            }
            Path file = directory.resolve(relative);
            if (!Files.isRegularFile(file)) {
                throw graph.error("file", "no such file: " + file);
            }
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                throw graph.error("file", "is a link that leaves the model directory; copy the graph into it");
            }
            long bytes = Files.size(file);
            if (bytes < 1 || bytes > MAX_BYTES) {
                throw graph.error("file", file + " has " + bytes + " bytes; allowed: 1 … " + MAX_BYTES);
            }
            return file.toAbsolutePath().normalize();
        } catch (InvalidPathException | IOException e) {
            throw graph.error("file", "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Compares a file with the SHA-256 that its block declares.
     *
     * @param model a digest that takes the file's bytes too
     */
    static String verify(Path file, Block graph, MessageDigest model) {
        String declared = graph.raw("sha256").toLowerCase(Locale.ROOT);
        if (!declared.matches("[0-9a-f]{64}")) {
            throw graph.error("sha256", "is no SHA-256; allowed: 64 hex digits");
        }
        MessageDigest digest = EffectiveConfig.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                model.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw graph.error("file", "cannot be read: " + e.getMessage());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(declared)) {
            throw graph.error(
                    "sha256",
                    file.getFileName() + " has " + found + ", not " + declared
                            + "; the graph was changed, or the manifest belongs to another");
        }
        return found;
    }
}

package org.sanderling.evaluation.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The files of a rosbag2 bag: a folder with {@code metadata.yaml}, in the order that it names them; without one, all
 * {@code .mcap} and {@code .db3} in it by name; or one such file. Of what kind a file is, its first bytes tell.
 */
final class BagFiles {
    private static final byte[] MCAP = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int MAX_METADATA_BYTES = 16 << 20;

    private BagFiles() {}

    /** Kind of a file's content. */
    enum Kind {
        MCAP,
        SQLITE
    }

    static List<Path> of(Path source) {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        if (!Files.isDirectory(source)) {
            throw new ImportException(source + ": no such file or folder");
        }
        Path metadata = source.resolve("metadata.yaml");
        List<Path> files = Files.isRegularFile(metadata) ? named(source, metadata) : found(source);
        if (files.isEmpty()) {
            throw new ImportException(source + ": no .mcap or .db3 is there; name the folder of a rosbag2 bag");
        }
        return files;
    }

    private static List<Path> found(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            f -> f.toString().endsWith(".mcap") || f.toString().endsWith(".db3"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ImportException(folder + ": cannot be read: " + WholeFile.firstLine(e), e);
        }
    }

    private static List<Path> named(Path folder, Path metadata) {
        Object bag = load(metadata) instanceof Map<?, ?> root ? root.get("rosbag2_bagfile_information") : null;
        Object names = bag instanceof Map<?, ?> map ? map.get("relative_file_paths") : null;
        if (!(names instanceof List<?> list)) {
            throw new ImportException(
                    metadata + ": rosbag2_bagfile_information.relative_file_paths is not there; is this a bag's?");
        }
        if (bag instanceof Map<?, ?> map && "MESSAGE".equals(String.valueOf(map.get("compression_mode")))) {
            throw new ImportException(metadata + ": its messages are compressed one by one, which is not read;"
                    + " convert it: ros2 bag convert");
        }
        List<Path> files = new ArrayList<>();
        for (Object name : list) {
            files.add(inside(folder, metadata, String.valueOf(name)));
        }
        return files;
    }

    private static Path inside(Path folder, Path metadata, String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            // Bags of before Foxy name their files from the folder above.
            if (!file.startsWith(folder.toRealPath())) {
                throw new ImportException(metadata + ": " + name + " is not in the bag's folder");
            }
            return file;
        } catch (IOException | InvalidPathException e) {
            throw new ImportException(metadata + ": " + name + " cannot be found in the bag's folder", e);
        }
    }

    private static Object load(Path metadata) {
        try (InputStream in = Files.newInputStream(metadata)) {
            byte[] text = in.readNBytes(MAX_METADATA_BYTES + 1);
            if (text.length > MAX_METADATA_BYTES) {
                throw new ImportException(metadata + ": larger than " + (MAX_METADATA_BYTES >> 20) + " MiB");
            }
            LoadSettings settings = LoadSettings.builder()
                    .setCodePointLimit(MAX_METADATA_BYTES)
                    .setMaxAliasesForCollections(10)
                    .build();
            Object root = new Load(settings).loadFromString(new String(text, StandardCharsets.UTF_8));
            return root == null ? Map.of() : root;
        } catch (IOException | YamlEngineException e) {
            throw new ImportException(metadata + ": cannot be read as YAML: " + WholeFile.firstLine(e), e);
        }
    }

    static Kind kind(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SQLITE.length);
        } catch (IOException e) {
            throw new ImportException(file + ": cannot be read: " + WholeFile.firstLine(e), e);
        }
        if (startsWith(start, MCAP)) {
            return Kind.MCAP;
        }
        if (startsWith(start, SQLITE)) {
            return Kind.SQLITE;
        }
        throw new ImportException(
                startsWith(start, ZSTD)
                        ? file + ": is compressed as a whole; unpack it first: zstd -d " + file
                        : file + ": neither MCAP nor SQLite");
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}

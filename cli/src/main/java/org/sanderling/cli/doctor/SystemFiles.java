package org.sanderling.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The small text files by which Linux tells of itself, under a root that a test may replace. */
public final class SystemFiles {
    private final Path root;

    public SystemFiles(Path root) {
        this.root = root;
    }

    Path path(String path) {
        return root.resolve(path);
    }

    boolean exists(String path) {
        return Files.exists(path(path));
    }

    /** Its lines; none where it is not there or not for us to read. */
    List<String> lines(String path) {
        try {
            return Files.readAllLines(path(path));
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    /** Its first line, stripped; empty where there is none. */
    String line(String path) {
        List<String> lines = lines(path);
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    /** The different first lines of a file that several folders have. */
    TreeSet<String> values(String folder, String glob, String file) {
        TreeSet<String> values = new TreeSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path(folder), glob)) {
            for (Path one : folders) {
                String value = line(root.relativize(one.resolve(file)).toString());
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        } catch (IOException e) {
            // No such folder: nothing to tell.
            return values;
        }
        return values;
    }
}

package org.sanderling.evaluation.importers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.sanderling.recording.mcap.McapException;

/** A file that appears when it is whole, or not at all; one that was there is replaced. */
final class WholeFile {
    private WholeFile() {}

    /** Writes to a file that is not yet the target. */
    @FunctionalInterface
    interface Writing {
        ImportResult to(Path partial) throws IOException;
    }

    /** @throws ImportException when it cannot be written there; whatever {@code writing} throws, it is not there */
    static ImportResult write(Path target, Writing writing) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ImportException(target + ": its folder is not there or not writable; make it, or name another");
        }
        if (Files.isDirectory(target)) {
            throw new ImportException(target + ": is a folder; name a file");
        }
        Path partial = null;
        try {
            partial = Files.createTempFile(folder, "." + target.getFileName(), ".partial");
            ImportResult result = writing.to(partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } catch (IOException | McapException e) {
            throw new ImportException(target + ": cannot be written: " + firstLine(e), e);
        } finally {
            delete(partial);
        }
    }

    private static void delete(@Nullable Path partial) {
        try {
            if (partial != null) {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new ImportException(partial + ": left behind, cannot be deleted: " + firstLine(e), e);
        }
    }

    /** What an exception says, in one line. */
    static String firstLine(Exception e) {
        String message = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}

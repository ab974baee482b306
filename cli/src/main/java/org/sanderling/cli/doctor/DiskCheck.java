package org.sanderling.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Whether recordings can be written where output goes: room, and speed with everything forced to the disk. */
public final class DiskCheck {
    private static final int TRIAL_BYTES = 16 << 20;
    private static final int PART_BYTES = 1 << 20;
    private static final long FREE_BYTES = 1L << 30;
    private static final double RATE_MBPS = 20;
    private static final String NAME = "disk";
    private static final String WANTED = "1 GB free, 20 MB/s";

    private DiskCheck() {}

    /** Writes a trial file into the folder, which is made where it is missing, and deletes it again. */
    public static Check of(Path folder) {
        try {
            Files.createDirectories(folder);
            Path trial = Files.createTempFile(folder, "trial", ".bin");
            try {
                double mbps = TRIAL_BYTES / 1e6 / writeS(trial);
                return judge(folder, Files.getFileStore(folder).getUsableSpace(), mbps);
            } finally {
                Files.deleteIfExists(trial);
            }
        } catch (IOException e) {
            return Check.fail(
                    NAME,
                    folder + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    WANTED,
                    "make room or permit writing there, or name another folder with --out");
        }
    }

    static Check judge(Path folder, long freeBytes, double mbps) {
        String found = String.format(Locale.ROOT, "%s: %.1f GB free, %.0f MB/s", folder, freeBytes / 1e9, mbps);
        return Check.okOrWarn(
                freeBytes >= FREE_BYTES && mbps >= RATE_MBPS,
                NAME,
                found,
                WANTED,
                "record to a faster or emptier disk: --out");
    }

    private static double writeS(Path file) throws IOException {
        ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int written = 0; written < TRIAL_BYTES; ) {
                part.clear();
                written += channel.write(part);
            }
            channel.force(true);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}

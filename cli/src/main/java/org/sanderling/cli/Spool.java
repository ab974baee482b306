package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Text that grows chunk by chunk and is written out when all of it is known to be good: in memory while it is short, then in a file that goes with it, so
 * that memory does not grow with the input. One thread.
 */
final class Spool implements Closeable {
    private static final int IN_MEMORY = 1 << 20;

    private final StringBuilder recent = new StringBuilder();
    private @Nullable Path file;
    private @Nullable Writer out;

    /** What to append to; call {@link #added} after each piece. */
    StringBuilder text() {
        return recent;
    }

    void added() {
        if (recent.length() < IN_MEMORY) {
            return;
        }
        try {
            Writer to = out;
            if (to == null) {
                file = Files.createTempFile("sanderling", ".spool");
                to = Files.newBufferedWriter(file);
                out = to;
            }
            to.append(recent);
            recent.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all of it. */
    void copyTo(Writer to) throws IOException {
        if (out != null && file != null) {
            out.flush();
            try (Reader in = Files.newBufferedReader(file)) {
                in.transferTo(to);
            }
        }
        to.append(recent);
    }

    @Override
    public void close() throws IOException {
        if (out != null && file != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }
}

package org.sanderling.evaluation.importers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of a file from a stranger: none longer than a bound is held. */
final class LineReader {
    private final InputStream in;
    private final int maxBytes;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** A line; {@code tooLong} has no text. */
    record Line(byte[] text, boolean tooLong) {}

    /** The next line without its end; empty after the last. */
    Optional<Line> next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (text.size() < maxBytes) {
                text.write(b);
            } else {
                tooLong = true;
            }
        }
        return Optional.of(new Line(tooLong ? new byte[0] : text.toByteArray(), tooLong));
    }
}

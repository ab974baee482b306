package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sanderling.tokenizers.csv.CsvChunks;

/** A stream of samples cut into chunks: a comma-separated file, or a topic of a recording. Errors name row and column. */
interface TokenRows extends Closeable {
    /** Reads the next chunk [T][D]; whether there was a whole one. */
    boolean next(double[] chunk) throws IOException;

    /** Rows read so far. */
    long rows();

    /** Rows at the end that fill no chunk, once {@link #next} has returned false. */
    int remainderRows();

    /** Which rows were read, for errors: {@code rows 2…41}. */
    String span();

    /** Opens a file: a recording where a topic is given. */
    static TokenRows open(Path file, Optional<String> topic, List<String> dofs, int samples) throws IOException {
        if (topic.isPresent()) {
            return new RecordedRows(file, topic.get(), dofs, samples);
        }
        if (isRecording(file)) {
            throw new ExitCodes.BadInput(file + ": is a recording; say which topic to take by --topic, one of "
                    + String.join(", ", RecordedRows.topics(file)));
        }
        CsvChunks csv = CsvChunks.open(file, dofs, samples);
        return new TokenRows() {
            @Override
            public boolean next(double[] chunk) throws IOException {
                return csv.next(chunk);
            }

            @Override
            public long rows() {
                return csv.rows();
            }

            @Override
            public int remainderRows() {
                return csv.remainderRows();
            }

            @Override
            public String span() {
                return "rows 2…" + (rows() + 1);
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }

    /** By the bytes that every MCAP file begins with. */
    private static boolean isRecording(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(5), new byte[] {(byte) 0x89, 'M', 'C', 'A', 'P'});
        }
    }
}

package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.csv.CsvChunks;

/** The chunks of a file, each with the state before it: the last row of the chunk before, of the first chunk its own first row. */
final class TokenizeInput implements Closeable {
    private final Path file;
    private final CsvChunks csv;
    private final double[] chunk;
    private final double[] before;
    private long chunks;

    TokenizeInput(Path file, TokenizerSpec spec) throws IOException {
        this.file = file;
        this.csv = CsvChunks.open(file, spec.names(), spec.samples());
        this.chunk = new double[spec.samples() * spec.dofs().size()];
        this.before = new double[spec.dofs().size()];
    }

    /** Whether there is another chunk; refuses a file that has none. */
    boolean next() throws IOException {
        int dofs = before.length;
        System.arraycopy(chunk, chunk.length - dofs, before, 0, dofs);
        if (!csv.next(chunk)) {
            if (chunks == 0) {
                throw new TokenizerException(file + ": " + csv.rows() + " rows are fewer than a chunk's "
                        + chunk.length / dofs + "; give more rows or lower the spec's samples");
            }
            return false;
        }
        if (chunks++ == 0) {
            System.arraycopy(chunk, 0, before, 0, dofs);
        }
        return true;
    }

    /** Samples [T][D]; overwritten by {@link #next}. */
    double[] chunk() {
        return chunk;
    }

    /** State before the chunk [D]; overwritten by {@link #next}. */
    double[] before() {
        return before;
    }

    long rows() {
        return csv.rows();
    }

    int remainderRows() {
        return csv.remainderRows();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}

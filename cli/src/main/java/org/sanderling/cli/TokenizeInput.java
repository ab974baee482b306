package org.sanderling.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;

/** The chunks of a file, each with the state before it: the last row of the chunk before, of the first chunk its own first row. */
final class TokenizeInput implements Closeable {
    private final Path file;
    private final TokenRows rows;
    private final double[] chunk;
    private final double[] before;
    private long chunks;

    TokenizeInput(Path file, Optional<String> topic, TokenizerSpec spec) throws IOException {
        this.file = file;
        this.rows = TokenRows.open(file, topic, spec.names(), spec.samples());
        this.chunk = new double[spec.samples() * spec.dofs().size()];
        this.before = new double[spec.dofs().size()];
    }

    /** Whether there is another chunk; refuses a file that has none. */
    boolean next() throws IOException {
        int dofs = before.length;
        System.arraycopy(chunk, chunk.length - dofs, before, 0, dofs);
        if (!rows.next(chunk)) {
            if (chunks == 0) {
                throw new TokenizerException(file + ": " + rows.rows() + " rows are fewer than a chunk's "
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

    Path file() {
        return file;
    }

    long chunks() {
        return chunks;
    }

    long rows() {
        return rows.rows();
    }

    int remainderRows() {
        return rows.remainderRows();
    }

    /** Which rows were read, for errors. */
    String span() {
        return rows.span();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

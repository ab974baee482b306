package org.sanderling.tokenizers;

/**
 * Fit and quantisation in one pass: two DoFs and five control points at a time, so that ten sums stay in registers and no memory is needed beside the
 * caller's. The sums are those of {@link TiedFit}, added in the same order. Immutable; any thread.
 */
final class BlockFit {
    private static final int ROWS = 5;

    private final BeastTokenizer tokenizer;
    private final Seam seam;
    private final TiedFit fit;
    private final int dofs;
    private final int controlPoints;
    private final int samples;
    /** Two DoFs that are fitted alike, or twice the same. */
    private final int[] pairs;

    private final double[][] blocks;

    BlockFit(BeastTokenizer tokenizer, Seam seam, TiedFit fit) {
        this.tokenizer = tokenizer;
        this.seam = seam;
        this.fit = fit;
        this.dofs = tokenizer.dofs();
        this.controlPoints = tokenizer.spline().controlPoints();
        this.samples = tokenizer.samples();
        this.pairs = DofPairs.of(dofs, (d, other) -> fit.of(d) == fit.of(other));
        this.blocks = new double[dofs][];
        for (int i = 0; i < pairs.length; i += 2) {
            blocks[pairs[i]] = blocksOf(pairs[i]);
        }
    }

    /** Shared by DoFs that are fitted alike. */
    private double[] blocksOf(int d) {
        for (int same = 0; same < d; same++) {
            if (fit.of(same) == fit.of(d) && blocks[same] != null) {
                return blocks[same];
            }
        }
        return fit.of(d).blocks(ROWS);
    }

    /** Tokens of the chunk that begins at {@code chunk[from]}, from {@code tokens[offset]} on. */
    void encode(float[] chunk, int from, float[] state, int[] tokens, int offset) {
        for (int i = 0; i < pairs.length; i += 2) {
            int d = pairs[i];
            int other = pairs[i + 1];
            given(d, state, tokens, offset);
            given(other, state, tokens, offset);
            int first = seam.given(d);
            for (int block = 0; first + block * ROWS < controlPoints; block++) {
                if (other != d) {
                    two(chunk, from, state, tokens, offset, d, other, block);
                } else {
                    one(chunk, from, state, tokens, offset, d, block++);
                }
            }
        }
    }

    private void given(int d, float[] state, int[] tokens, int offset) {
        for (int k = 0; k < seam.given(d); k++) {
            tokens[offset + k * dofs + d] = tokenizer.token(d * controlPoints + k, seam.controlPoint(d, k, state));
        }
    }

    /** A DoF without a partner: two blocks of control points. */
    private void one(float[] chunk, int from, float[] state, int[] tokens, int offset, int d, int block) {
        double[] matrix = blocks[d];
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        int m = block * samples * ROWS;
        int k = seam.given(d) + block * ROWS;
        int n = k + ROWS < controlPoints ? m + samples * ROWS : m;
        int x = from + d;
        for (int t = 0; t < samples; t++) {
            double a = chunk[x];
            a0 += matrix[m] * a;
            a1 += matrix[m + 1] * a;
            a2 += matrix[m + 2] * a;
            a3 += matrix[m + 3] * a;
            a4 += matrix[m + 4] * a;
            b0 += matrix[n] * a;
            b1 += matrix[n + 1] * a;
            b2 += matrix[n + 2] * a;
            b3 += matrix[n + 3] * a;
            b4 += matrix[n + 4] * a;
            m += ROWS;
            n += ROWS;
            x += dofs;
        }
        emit(a0, d, k, state, tokens, offset);
        emit(a1, d, k + 1, state, tokens, offset);
        emit(a2, d, k + 2, state, tokens, offset);
        emit(a3, d, k + 3, state, tokens, offset);
        emit(a4, d, k + 4, state, tokens, offset);
        emit(b0, d, k + 5, state, tokens, offset);
        emit(b1, d, k + 6, state, tokens, offset);
        emit(b2, d, k + 7, state, tokens, offset);
        emit(b3, d, k + 8, state, tokens, offset);
        emit(b4, d, k + 9, state, tokens, offset);
    }

    /** Two DoFs that are fitted alike: a block of control points of each. */
    private void two(float[] chunk, int from, float[] state, int[] tokens, int offset, int d, int other, int block) {
        double[] matrix = blocks[d];
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        int m = block * samples * ROWS;
        int x = from + d;
        int y = from + other;
        for (int t = 0; t < samples; t++) {
            double a = chunk[x];
            double b = chunk[y];
            double m0 = matrix[m];
            double m1 = matrix[m + 1];
            double m2 = matrix[m + 2];
            double m3 = matrix[m + 3];
            double m4 = matrix[m + 4];
            a0 += m0 * a;
            a1 += m1 * a;
            a2 += m2 * a;
            a3 += m3 * a;
            a4 += m4 * a;
            b0 += m0 * b;
            b1 += m1 * b;
            b2 += m2 * b;
            b3 += m3 * b;
            b4 += m4 * b;
            m += ROWS;
            x += dofs;
            y += dofs;
        }
        int k = seam.given(d) + block * ROWS;
        emit(a0, d, k, state, tokens, offset);
        emit(a1, d, k + 1, state, tokens, offset);
        emit(a2, d, k + 2, state, tokens, offset);
        emit(a3, d, k + 3, state, tokens, offset);
        emit(a4, d, k + 4, state, tokens, offset);
        emit(b0, other, k, state, tokens, offset);
        emit(b1, other, k + 1, state, tokens, offset);
        emit(b2, other, k + 2, state, tokens, offset);
        emit(b3, other, k + 3, state, tokens, offset);
        emit(b4, other, k + 4, state, tokens, offset);
    }

    private void emit(double fitted, int d, int k, float[] state, int[] tokens, int offset) {
        if (k < controlPoints) {
            tokens[offset + k * dofs + d] = tokenizer.token(d * controlPoints + k, fit.less(fitted, state, d, k));
        }
    }
}

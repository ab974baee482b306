package org.sanderling.tokenizers;

import java.util.Arrays;

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
        int[] found = new int[2 * dofs];
        int count = 0;
        boolean[] paired = new boolean[dofs];
        this.blocks = new double[dofs][];
        for (int d = 0; d < dofs; d++) {
            if (paired[d]) {
                continue;
            }
            int other = d + 1;
            while (other < dofs && (paired[other] || fit.of(other) != fit.of(d))) {
                other++;
            }
            int second = other < dofs ? other : d;
            paired[second] = true;
            blocks[d] = blocksOf(d);
            found[count++] = d;
            found[count++] = second;
        }
        this.pairs = Arrays.copyOf(found, count);
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
                block(chunk, from, state, tokens, offset, d, other, block);
            }
        }
    }

    private void given(int d, float[] state, int[] tokens, int offset) {
        for (int k = 0; k < seam.given(d); k++) {
            tokens[offset + k * dofs + d] = tokenizer.token(d * controlPoints + k, seam.controlPoint(d, k, state));
        }
    }

    private void block(float[] chunk, int from, float[] state, int[] tokens, int offset, int d, int other, int block) {
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
        if (other != d) {
            emit(b0, other, k, state, tokens, offset);
            emit(b1, other, k + 1, state, tokens, offset);
            emit(b2, other, k + 2, state, tokens, offset);
            emit(b3, other, k + 3, state, tokens, offset);
            emit(b4, other, k + 4, state, tokens, offset);
        }
    }

    private void emit(double fitted, int d, int k, float[] state, int[] tokens, int offset) {
        if (k < controlPoints) {
            tokens[offset + k * dofs + d] = tokenizer.token(d * controlPoints + k, fit.less(fitted, state, d, k));
        }
    }
}

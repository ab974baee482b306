package org.sanderling.tokenizers;

/**
 * Tokens to samples in one pass: a DoF at a time, span by span, with the control points that a span needs in registers, so that each token is dequantised
 * once and no memory is needed beside the caller's. The sums are those of {@link SampleGrid#at}, added in the same order. Immutable; any thread.
 */
final class SpanDecode {
    private static final int WINDOW = SampleGrid.WINDOW;

    private final BeastTokenizer tokenizer;
    private final BeastSpline spline;
    private final int dofs;
    private final double[][] windows;

    SpanDecode(BeastTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.spline = tokenizer.spline();
        this.dofs = tokenizer.dofs();
        this.windows = new double[dofs][];
        for (int d = 0; d < dofs; d++) {
            for (int same = 0; same < d && windows[d] == null; same++) {
                windows[d] = spline.grid(same) == spline.grid(d) ? windows[same] : null;
            }
            windows[d] = windows[d] == null ? spline.grid(d).windows() : windows[d];
        }
    }

    /** The chunk of the tokens from {@code tokens[offset]} on, into {@code samples[to]} on. */
    void decode(int[] tokens, int offset, float[] state, float[] samples, int to) {
        for (int d = 0; d < dofs; d++) {
            dof(tokens, offset, state, samples, to + d, d);
        }
    }

    private void dof(int[] tokens, int offset, float[] state, float[] samples, int to, int d) {
        SampleGrid grid = spline.grid(d);
        double[] weights = windows[d];
        int degree = spline.degree(d);
        double c0 = 0;
        double c1 = 0;
        double c2 = 0;
        double c3 = 0;
        double c4 = 0;
        double c5 = 0;
        for (int k = 0; k < spline.controlPoints(); k++) {
            c0 = c1;
            c1 = c2;
            c2 = c3;
            c3 = c4;
            c4 = c5;
            c5 = tokenizer.controlPoint(tokens, offset, d, k, state);
            int span = k - degree;
            if (span < 0) {
                continue;
            }
            int end = grid.first(span + 1);
            for (int t = grid.first(span); t < end; t++) {
                int w = t * WINDOW;
                double s = 0.0 + weights[w] * c0;
                s += weights[w + 1] * c1;
                s += weights[w + 2] * c2;
                s += weights[w + 3] * c3;
                s += weights[w + 4] * c4;
                s += weights[w + 5] * c5;
                samples[to + t * dofs] = (float) s;
            }
        }
    }
}

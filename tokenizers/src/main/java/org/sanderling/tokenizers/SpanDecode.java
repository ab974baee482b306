package org.sanderling.tokenizers;

/**
 * Tokens to samples in two passes and no memory beside the caller's. First all tokens are dequantised, in emission order, into the last N rows of the result.
 * Then two DoFs at a time are evaluated span by span with the control points that a span needs in registers: a control point is read when its span begins,
 * and a row is overwritten after that only ({@link #staysAhead}). The sums are those of {@link SampleGrid#at}, added in the same order. Immutable; any thread.
 */
final class SpanDecode {
    private static final int WINDOW = SampleGrid.WINDOW;

    private final BeastTokenizer tokenizer;
    private final BeastSpline spline;
    private final ControlPointBounds bounds;
    private final Seam seam;
    private final int samples;
    private final int dofs;
    private final int controlPoints;
    private final double[][] windows;
    /** Two DoFs that are decoded together, or twice the same. */
    private final int[] pairs;

    private final boolean[] staysAhead;

    SpanDecode(BeastTokenizer tokenizer, ControlPointBounds bounds, Seam seam) {
        this.tokenizer = tokenizer;
        this.spline = tokenizer.spline();
        this.bounds = bounds;
        this.seam = seam;
        this.samples = tokenizer.samples();
        this.dofs = tokenizer.dofs();
        this.controlPoints = spline.controlPoints();
        this.windows = new double[dofs][];
        this.staysAhead = new boolean[dofs];
        for (int d = 0; d < dofs; d++) {
            for (int same = 0; same < d && windows[d] == null; same++) {
                windows[d] = spline.grid(same) == spline.grid(d) ? windows[same] : null;
            }
            windows[d] = windows[d] == null ? spline.grid(d).windows() : windows[d];
            staysAhead[d] = staysAhead(d);
        }
        this.pairs =
                DofPairs.of(dofs, (d, e) -> windows[d] == windows[e] && spline.degree(d) < WINDOW - 1 && staysAhead[d]);
    }

    /** Whether each control point's row is still whole when its span begins; so it is unless T − 1 is below the number of spans. */
    private boolean staysAhead(int d) {
        for (int k = spline.degree(d); k < controlPoints; k++) {
            if (samples - controlPoints + k < spline.grid(d).first(k - spline.degree(d))) {
                return false;
            }
        }
        return true;
    }

    /** The chunk of the tokens from {@code tokens[offset]} on, into {@code into[to]} on. */
    void decode(int[] tokens, int offset, float[] state, float[] into, int to) {
        int from = to + (samples - controlPoints) * dofs;
        bounds.dequantise(tokens, offset, into, from);
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < seam.tied(d); k++) {
                int at = from + k * dofs + d;
                into[at] = seam.decoded(into[at], d, k, state);
            }
        }
        for (int i = 0; i < pairs.length; i += 2) {
            int d = pairs[i];
            if (!staysAhead[d]) {
                tokenByToken(tokens, offset, state, into, to + d, d);
            } else if (pairs[i + 1] == d) {
                one(into, to, from, d);
            } else {
                two(into, to, from, d, pairs[i + 1]);
            }
        }
    }

    /** Two DoFs of one degree below 5: they share the weights. */
    private void two(float[] into, int to, int from, int d, int other) {
        SampleGrid grid = spline.grid(d);
        double[] weights = windows[d];
        int degree = spline.degree(d);
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double a5 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        double b5 = 0;
        int t = 0;
        int w = 0;
        int x = to + d;
        int y = to + other;
        for (int k = 0; k < controlPoints; k++) {
            a1 = a2;
            a2 = a3;
            a3 = a4;
            a4 = a5;
            a5 = into[from + k * dofs + d];
            b1 = b2;
            b2 = b3;
            b3 = b4;
            b4 = b5;
            b5 = into[from + k * dofs + other];
            if (k < degree) {
                continue;
            }
            for (int end = grid.first(k - degree + 1); t < end; t++) {
                double w1 = weights[w + 1];
                double w2 = weights[w + 2];
                double w3 = weights[w + 3];
                double w4 = weights[w + 4];
                double w5 = weights[w + 5];
                double a = 0.0 + w1 * a1;
                double b = 0.0 + w1 * b1;
                a += w2 * a2;
                b += w2 * b2;
                a += w3 * a3;
                b += w3 * b3;
                a += w4 * a4;
                b += w4 * b4;
                a += w5 * a5;
                b += w5 * b5;
                into[x] = (float) a;
                into[y] = (float) b;
                w += WINDOW;
                x += dofs;
                y += dofs;
            }
        }
    }

    private void one(float[] into, int to, int from, int d) {
        SampleGrid grid = spline.grid(d);
        int degree = spline.degree(d);
        double c0 = 0;
        double c1 = 0;
        double c2 = 0;
        double c3 = 0;
        double c4 = 0;
        double c5 = 0;
        int t = 0;
        for (int k = 0; k < controlPoints; k++) {
            c0 = c1;
            c1 = c2;
            c2 = c3;
            c3 = c4;
            c4 = c5;
            c5 = into[from + k * dofs + d];
            if (k < degree) {
                continue;
            }
            for (int end = grid.first(k - degree + 1); t < end; t++) {
                int w = t * WINDOW;
                double s = 0.0 + windows[d][w] * c0;
                s += windows[d][w + 1] * c1;
                s += windows[d][w + 2] * c2;
                s += windows[d][w + 3] * c3;
                s += windows[d][w + 4] * c4;
                s += windows[d][w + 5] * c5;
                into[to + t * dofs + d] = (float) s;
            }
        }
    }

    /** Where rows would be overwritten before they are read: each token again for every sample that it has part in. */
    private void tokenByToken(int[] tokens, int offset, float[] state, float[] into, int to, int d) {
        SampleGrid grid = spline.grid(d);
        for (int t = 0; t < samples; t++) {
            double s = 0;
            for (int j = 0; j <= spline.degree(d); j++) {
                s += grid.weight(t, j) * tokenizer.controlPoint(tokens, offset, d, grid.span(t) + j, state);
            }
            into[to + t * dofs] = (float) s;
        }
    }
}

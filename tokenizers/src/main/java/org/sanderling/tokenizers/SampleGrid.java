package org.sanderling.tokenizers;

/**
 * A basis at equally spaced phases linspace(0, 1, M), spans decided in exact arithmetic, so that a sample on a knot always falls into the span that
 * begins there. Immutable; any thread.
 */
final class SampleGrid {
    /** Most control points that a sample depends on. */
    static final int WINDOW = SplineBasis.MAX_DEGREE + 1;

    private final int samples;
    private final int controlPoints;
    private final int width;
    private final int[] spans;
    private final int[] firsts;
    /** [sample][function that is not zero]. */
    private final double[] values;

    SampleGrid(SplineBasis basis, int samples) {
        this.samples = samples;
        this.controlPoints = basis.spans() + basis.degree();
        this.width = basis.degree() + 1;
        this.spans = new int[samples];
        this.values = new double[samples * width];
        this.firsts = new int[basis.spans() + 1];
        for (int t = 0; t < samples; t++) {
            long along = (long) t * basis.spans();
            int span = samples == 1 ? 0 : (int) Math.min(along / (samples - 1), basis.spans() - 1);
            double x = samples == 1 ? 0 : (double) (along - (long) span * (samples - 1)) / (samples - 1);
            spans[t] = span;
            for (int next = span + 1; next <= basis.spans(); next++) {
                firsts[next] = t + 1;
            }
            for (int j = 0; j < width; j++) {
                values[t * width + j] = basis.value(span, j, x);
            }
        }
    }

    int degree() {
        return width - 1;
    }

    int samples() {
        return samples;
    }

    /** Span of sample t; also its first function that is not zero. */
    int span(int t) {
        return spans[t];
    }

    /** First sample of a span, or of the next one that has samples; T after the last. */
    int first(int span) {
        return firsts[span];
    }

    /** Weights of the six control points that end with function {@code span(t) + degree}, zeros before those that count: [sample][6]. */
    double[] windows() {
        double[] windows = new double[samples * WINDOW];
        for (int t = 0; t < samples; t++) {
            System.arraycopy(values, t * width, windows, (t + 1) * WINDOW - width, width);
        }
        return windows;
    }

    /** Function {@code span(t) + j} at sample t. */
    double weight(int t, int j) {
        return values[t * width + j];
    }

    /** Φ [N][M]. */
    double[][] columns() {
        double[][] phi = new double[controlPoints][samples];
        for (int t = 0; t < samples; t++) {
            for (int j = 0; j < width; j++) {
                phi[spans[t] + j][t] = values[t * width + j];
            }
        }
        return phi;
    }

    /** Sample t of the spline whose control points begin at {@code offset}. */
    double at(int t, float[] controlPoints, int offset) {
        double s = 0;
        int from = offset + spans[t];
        for (int j = 0; j < width; j++) {
            s += values[t * width + j] * controlPoints[from + j];
        }
        return s;
    }

    /** The same of float64 control points. */
    double at(int t, double[] controlPoints, int offset) {
        double s = 0;
        int from = offset + spans[t];
        for (int j = 0; j < width; j++) {
            s += values[t * width + j] * controlPoints[from + j];
        }
        return s;
    }
}

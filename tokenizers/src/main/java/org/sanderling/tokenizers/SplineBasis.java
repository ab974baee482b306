package org.sanderling.tokenizers;

/**
 * Clamped uniform B-spline basis: N functions of degree p over the phase u ∈ [0, 1], knots p zeros, linspace(0, 1, N − p + 1), p ones.
 *
 * <p>Kept as one polynomial for each (span, function that is not zero there) in the span's own coordinate x ∈ [0, 1], so that values and derivatives of
 * any order need no scratch memory. Spans are half open, the last one is closed. Immutable; any thread.
 *
 * <p>Source: Cox–de Boor recursion, carried out on polynomials (de Boor, A Practical Guide to Splines, ch. IX).
 */
final class SplineBasis {
    static final int MAX_DEGREE = 5;

    /** A phase this close to a knot, in spans, lies on it: keeps a grid computed in floating point in the span that exact arithmetic gives. */
    private static final double KNOT_SNAP = 1e-9;

    private final int degree;
    private final int spans;
    /** [span][function][power, highest first]. */
    private final double[] coefficients;

    SplineBasis(int controlPoints, int degree) {
        if (degree < 0 || degree > MAX_DEGREE) {
            throw new TokenizerException("degree " + degree + " is outside 0…" + MAX_DEGREE);
        }
        if (controlPoints <= degree) {
            throw new TokenizerException(controlPoints + " control points are too few for degree " + degree
                    + "; at least " + (degree + 1) + " are needed");
        }
        this.degree = degree;
        this.spans = controlPoints - degree;
        int order = degree + 1;
        this.coefficients = new double[spans * order * order];
        for (int span = 0; span < spans; span++) {
            double[][] polynomials = polynomials(span);
            for (int j = 0; j < order; j++) {
                for (int power = 0; power < order; power++) {
                    coefficients[(span * order + j) * order + degree - power] = polynomials[j][power];
                }
            }
        }
    }

    int degree() {
        return degree;
    }

    int spans() {
        return spans;
    }

    /** Phase in spans, clipped to [0, spans]. */
    double along(double phase) {
        return Math.min(Math.max(phase, 0), 1) * spans;
    }

    /** The span that holds a phase given in spans; its first function that is not zero has the same index. */
    int span(double along) {
        return Math.min((int) (along + KNOT_SNAP), spans - 1);
    }

    /** Value at x of function {@code span + j}; 0 for j beyond the degree. */
    double value(int span, int j, double x) {
        if (j > degree) {
            return 0;
        }
        int at = (span * (degree + 1) + j) * (degree + 1);
        double v = coefficients[at];
        for (int i = 1; i <= degree; i++) {
            v = v * x + coefficients[at + i];
        }
        return v;
    }

    /** Derivative by the phase, of the given order, of function {@code span + j} at x; 0 for j beyond the degree. */
    double derivative(int span, int j, double x, int order) {
        if (j > degree || order > degree) {
            return 0;
        }
        int at = (span * (degree + 1) + j) * (degree + 1);
        double v = 0;
        for (int i = 0; i <= degree - order; i++) {
            v = v * x + coefficients[at + i] * falling(degree - i, order);
        }
        for (int i = 0; i < order; i++) {
            v *= spans;
        }
        return v;
    }

    /** n (n − 1) … of {@code factors} factors. */
    private static double falling(int n, int factors) {
        double f = 1;
        for (int i = 0; i < factors; i++) {
            f *= n - i;
        }
        return f;
    }

    /** Mean of the knots within function k, in [0, 1]; of degree 0 the middle of its interval. */
    double greville(int k) {
        if (degree == 0) {
            return (k + 0.5) / spans;
        }
        double sum = 0;
        for (int i = k + 1; i <= k + degree; i++) {
            sum += knot(i);
        }
        return sum / degree / spans;
    }

    /** Knot i, in spans. */
    private int knot(int i) {
        return Math.min(Math.max(i - degree, 0), spans);
    }

    /** The degree + 1 functions that are not zero on a span, lowest power first. */
    private double[][] polynomials(int span) {
        double[][] lower = {{1}};
        for (int q = 1; q <= degree; q++) {
            double[][] higher = new double[q + 1][q + 1];
            for (int j = 0; j <= q; j++) {
                int i = span + degree - q + j;
                if (j > 0) {
                    add(higher[j], lower[j - 1], span - knot(i), 1, knot(i + q) - knot(i));
                }
                if (j < q) {
                    add(higher[j], lower[j], knot(i + q + 1) - span, -1, knot(i + q + 1) - knot(i + 1));
                }
            }
            lower = higher;
        }
        return lower;
    }

    /** sum += p (constant + slope x) / width, with 0/0 = 0. */
    private static void add(double[] sum, double[] p, int constant, int slope, int width) {
        if (width == 0) {
            return;
        }
        for (int i = 0; i < p.length; i++) {
            sum[i] += p[i] * constant / width;
            sum[i + 1] += p[i] * slope / width;
        }
    }
}

package org.sanderling.tokenizers;

/**
 * BEAST as in the textbook, slow and plain: the oracle of the fast path. Cox–de Boor recursion over explicit knots, normal equations solved by Gaussian
 * elimination with pivoting, derivatives by differences of control points.
 */
final class NaiveBeast {
    private NaiveBeast() {}

    static double[] knots(int n, int p) {
        double[] knots = new double[n + p + 1];
        for (int i = 0; i < knots.length; i++) {
            knots[i] = i <= p ? 0 : i >= n ? 1 : (double) (i - p) / (n - p);
        }
        return knots;
    }

    /** B_{i,p}(u); spans half open, the last that is not empty closed. */
    static double basis(double[] knots, int i, int p, double u) {
        if (p == 0) {
            boolean last = knots[i + 1] == 1 && knots[i] < 1;
            return knots[i] <= u && (u < knots[i + 1] || (last && u == 1)) ? 1 : 0;
        }
        double left = knots[i + p] - knots[i];
        double right = knots[i + p + 1] - knots[i + 1];
        return (left == 0 ? 0 : (u - knots[i]) / left * basis(knots, i, p - 1, u))
                + (right == 0 ? 0 : (knots[i + p + 1] - u) / right * basis(knots, i + 1, p - 1, u));
    }

    static double[][] matrix(int samples, int n, int p) {
        double[] knots = knots(n, p);
        double[][] phi = new double[samples][n];
        for (int t = 0; t < samples; t++) {
            for (int i = 0; i < n; i++) {
                phi[t][i] = basis(knots, i, p, samples == 1 ? 0 : (double) t / (samples - 1));
            }
        }
        return phi;
    }

    static double[] fit(double[] a, int n, int p, double ridge) {
        return fit(matrix(a.length, n, p), a, ridge);
    }

    static double[] fit(double[][] phi, double[] a, double ridge) {
        int n = phi[0].length;
        double[][] m = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < a.length; t++) {
                for (int j = 0; j < n; j++) {
                    m[i][j] += phi[t][i] * phi[t][j];
                }
                m[i][n] += phi[t][i] * a[t];
            }
            m[i][i] += ridge;
        }
        return solve(m);
    }

    static double evaluate(double[] c, int p, double u) {
        double[] knots = knots(c.length, p);
        double s = 0;
        for (int i = 0; i < c.length; i++) {
            s += c[i] * basis(knots, i, p, u);
        }
        return s;
    }

    /** Derivative by u: of degree p − 1 over the inner knots, from p (c[i+1] − c[i]) / (knot[i+p+1] − knot[i+1]). */
    static double derivative(double[] c, int p, double[] knots, int order, double u) {
        if (order == 0) {
            double s = 0;
            for (int i = 0; i < c.length; i++) {
                s += c[i] * basis(knots, i, p, u);
            }
            return s;
        }
        if (p == 0) {
            return 0;
        }
        double[] differences = new double[c.length - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = p * (c[i + 1] - c[i]) / (knots[i + p + 1] - knots[i + 1]);
        }
        double[] inner = java.util.Arrays.copyOfRange(knots, 1, knots.length - 1);
        return derivative(differences, p - 1, inner, order - 1, u);
    }

    static int quantize(double c, double min, double max, int vocabulary) {
        double x = (c - min) / (max - min);
        return (int) Math.rint((x < 0 ? 0 : x > 1 ? 1 : x) * (vocabulary - 1));
    }

    private static double[] solve(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(m[r][i]) > Math.abs(m[pivot][i]) ? r : pivot;
            }
            double[] row = m[pivot];
            m[pivot] = m[i];
            m[i] = row;
            for (int r = i + 1; r < n; r++) {
                double f = m[r][i] / m[i][i];
                for (int j = i; j <= n; j++) {
                    m[r][j] -= f * m[i][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double s = m[i][n];
            for (int j = i + 1; j < n; j++) {
                s -= m[i][j] * x[j];
            }
            x[i] = s / m[i][i];
        }
        return x;
    }
}

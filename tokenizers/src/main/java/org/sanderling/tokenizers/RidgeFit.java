package org.sanderling.tokenizers;

/**
 * Ridge fit of control points to T samples at phases linspace(0, 1, T): c = (ΦᵀΦ + λI)⁻¹Φᵀa, with the matrix before a computed once in float64 by
 * Cholesky's factorisation. The first {@code pinned} control points may be given instead of fitted. Immutable; any thread.
 *
 * <p>Source: BEAST, arXiv 2506.06072.
 */
final class RidgeFit {
    private final int samples;
    private final int pinned;
    /** [control point after the pinned ones][sample]. */
    private final double[] projection;
    /** What a pinned control point takes from each free one: [free][pinned]. */
    private final double[] coupling;

    RidgeFit(SampleGrid grid, double ridge, int pinned) {
        double[][] phi = grid.columns();
        int free = phi.length - pinned;
        this.samples = grid.samples();
        this.pinned = pinned;
        double[][] factor = new double[free][free];
        for (int i = 0; i < free; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i][j] = dot(phi[pinned + i], phi[pinned + j]) + (i == j ? ridge : 0);
            }
        }
        factorise(factor);
        this.projection = new double[free * samples];
        double[] column = new double[free];
        for (int t = 0; t < samples; t++) {
            for (int i = 0; i < free; i++) {
                column[i] = phi[pinned + i][t];
            }
            solve(factor, column);
            for (int i = 0; i < free; i++) {
                projection[i * samples + t] = column[i];
            }
        }
        this.coupling = new double[free * pinned];
        for (int i = 0; i < free; i++) {
            for (int j = 0; j < pinned; j++) {
                double s = 0;
                for (int t = 0; t < samples; t++) {
                    s += projection[i * samples + t] * phi[j][t];
                }
                coupling[i * pinned + j] = s;
            }
        }
    }

    int pinned() {
        return pinned;
    }

    int samples() {
        return samples;
    }

    /** The matrix from samples to free control points, in blocks of so many rows (the last filled up with zeros): [block][sample][row]. */
    double[] blocks(int rows) {
        int free = projection.length / samples;
        int blocks = (free + rows - 1) / rows;
        double[] blocked = new double[blocks * samples * rows];
        for (int k = 0; k < free; k++) {
            for (int t = 0; t < samples; t++) {
                blocked[(k / rows * samples + t) * rows + k % rows] = projection[k * samples + t];
            }
        }
        return blocked;
    }

    /** Control point {@code k ≥ pinned} of the samples {@code a[offset + t stride]}, before what the pinned ones take. */
    double controlPoint(float[] a, int offset, int stride, int k) {
        double s = 0;
        int row = (k - pinned) * samples;
        for (int t = 0; t < samples; t++) {
            s += projection[row + t] * a[offset + t * stride];
        }
        return s;
    }

    /** The same of float64 samples. */
    double controlPoint(double[] a, int offset, int stride, int k) {
        double s = 0;
        int row = (k - pinned) * samples;
        for (int t = 0; t < samples; t++) {
            s += projection[row + t] * a[offset + t * stride];
        }
        return s;
    }

    /** How much of pinned control point j is to be taken from free control point k. */
    double coupling(int k, int j) {
        return coupling[(k - pinned) * pinned + j];
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }

    /** Lower Cholesky factor, in place. */
    private static void factorise(double[][] m) {
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j <= i; j++) {
                double s = m[i][j];
                for (int k = 0; k < j; k++) {
                    s -= m[i][k] * m[j][k];
                }
                if (i == j && !(s > 0)) {
                    throw new TokenizerException("the samples do not determine control point " + i
                            + "; give more samples, fewer control points or a ridge above 0");
                }
                m[i][j] = i == j ? Math.sqrt(s) : s / m[j][j];
            }
        }
    }

    private static void solve(double[][] factor, double[] x) {
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
    }
}

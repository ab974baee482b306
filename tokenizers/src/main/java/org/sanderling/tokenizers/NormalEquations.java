package org.sanderling.tokenizers;

/**
 * M x = b for M = ΦᵀΦ + λI with Φ banded: Cholesky's factor in float64, and M itself in twice the precision, so that refining the solution makes good what
 * squaring Φ's condition number costs. One thread.
 *
 * <p>Source: iterative refinement in mixed precision (Higham, Accuracy and Stability of Numerical Algorithms, ch. 12); sums and products without error
 * after Dekker and Knuth.
 */
final class NormalEquations {
    private static final int REFINEMENTS = 3;

    private final int size;
    /** Entries M[i][j] are 0 for |i − j| ≥ this. */
    private final int band;
    /** Lower Cholesky factor [row][band]: entry (i, j) stands at j − i + band − 1. */
    private final double[] factor;

    private final double[] high;
    private final double[] low;
    private final double[] residual;
    private double sum;
    private double rest;

    /** @param phi columns of Φ [size][samples], each 0 outside the band */
    NormalEquations(double[][] phi, double ridge, int degree) {
        this.size = phi.length;
        this.band = degree + 1;
        this.factor = new double[size * band];
        this.high = new double[size * band];
        this.low = new double[size * band];
        this.residual = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = Math.max(0, i - degree); j <= i; j++) {
                sum = i == j ? ridge : 0;
                rest = 0;
                for (int t = 0; t < phi[i].length; t++) {
                    add(phi[i][t], phi[j][t]);
                }
                high[at(i, j)] = sum + rest;
                low[at(i, j)] = sum - high[at(i, j)] + rest;
            }
        }
        factorise();
    }

    private int at(int i, int j) {
        return i * band + j - i + band - 1;
    }

    private void factorise() {
        for (int i = 0; i < size; i++) {
            for (int j = Math.max(0, i - band + 1); j <= i; j++) {
                double s = high[at(i, j)];
                for (int k = Math.max(0, i - band + 1); k < j; k++) {
                    s -= factor[at(i, k)] * factor[at(j, k)];
                }
                if (i == j && !(s > 0)) {
                    throw new TokenizerException("the samples do not determine control point " + i
                            + "; give more samples, fewer control points or a ridge above 0");
                }
                factor[at(i, j)] = i == j ? Math.sqrt(s) : s / factor[at(j, j)];
            }
        }
    }

    /** Solves for b, into x. */
    void solve(double[] b, double[] x) {
        System.arraycopy(b, 0, x, 0, size);
        substitute(x);
        for (int n = 0; n < REFINEMENTS; n++) {
            for (int i = 0; i < size; i++) {
                sum = b[i];
                rest = 0;
                for (int j = Math.max(0, i - band + 1); j < Math.min(size, i + band); j++) {
                    int entry = j <= i ? at(i, j) : at(j, i);
                    add(-high[entry], x[j]);
                    rest -= low[entry] * x[j];
                }
                residual[i] = sum + rest;
            }
            substitute(residual);
            for (int i = 0; i < size; i++) {
                x[i] += residual[i];
            }
        }
    }

    private void substitute(double[] x) {
        for (int i = 0; i < size; i++) {
            for (int k = Math.max(0, i - band + 1); k < i; k++) {
                x[i] -= factor[at(i, k)] * x[k];
            }
            x[i] /= factor[at(i, i)];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < Math.min(size, i + band); k++) {
                x[i] -= factor[at(k, i)] * x[k];
            }
            x[i] /= factor[at(i, i)];
        }
    }

    /** sum + rest += a b, without error in the sum. */
    private void add(double a, double b) {
        double product = a * b;
        double error = Math.fma(a, b, -product);
        double s = sum + product;
        double part = s - sum;
        rest += (sum - (s - part)) + (product - part) + error;
        sum = s;
    }
}

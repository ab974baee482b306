package org.sanderling.tokenizers;

import java.util.Arrays;

/**
 * Ridge fit of control points to T samples at phases linspace(0, 1, T): c = (ΦᵀΦ + λI)⁻¹Φᵀa, with the matrix before a computed once
 * ({@link NormalEquations}). The first {@code pinned} control points may be given instead of fitted. Immutable; any thread.
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
        double[][] fitted = Arrays.copyOfRange(phi, pinned, phi.length);
        NormalEquations equations = new NormalEquations(fitted, ridge, grid.degree());
        this.projection = new double[free * samples];
        double[] column = new double[free];
        double[] solution = new double[free];
        for (int t = 0; t < samples; t++) {
            for (int i = 0; i < free; i++) {
                column[i] = fitted[i][t];
            }
            equations.solve(column, solution);
            for (int i = 0; i < free; i++) {
                projection[i * samples + t] = solution[i];
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
}

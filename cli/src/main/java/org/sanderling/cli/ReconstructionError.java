package org.sanderling.cli;

import org.sanderling.tokenizers.ClipCount;
import org.sanderling.tokenizers.TokenizerSpec;

/** Error of reconstructions and count of clipped control points, by DoF and over all. */
final class ReconstructionError {
    private final double[] largest;
    private final double[] squares;
    private final ClipCount clipped;
    private long samples;

    ReconstructionError(TokenizerSpec spec) {
        int dofs = spec.dofs().size();
        largest = new double[dofs];
        squares = new double[dofs];
        clipped = new ClipCount(spec);
    }

    /** A chunk and its reconstruction, [T][D] each. */
    void add(double[] chunk, float[] reconstruction) {
        int dofs = largest.length;
        for (int i = 0; i < chunk.length; i++) {
            double error = reconstruction[i] - chunk[i];
            largest[i % dofs] = Math.max(largest[i % dofs], Math.abs(error));
            squares[i % dofs] += error * error;
        }
        samples += chunk.length / dofs;
    }

    /** Clipped control points by DoF. */
    ClipCount clips() {
        return clipped;
    }

    double largest(int dof) {
        return largest[dof];
    }

    double largest() {
        double m = 0;
        for (double v : largest) {
            m = Math.max(m, v);
        }
        return m;
    }

    double rootMeanSquare(int dof) {
        return Math.sqrt(squares[dof] / samples);
    }

    double rootMeanSquare() {
        double s = 0;
        for (double v : squares) {
            s += v;
        }
        return Math.sqrt(s / samples / squares.length);
    }
}

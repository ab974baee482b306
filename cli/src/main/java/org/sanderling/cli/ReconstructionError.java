package org.sanderling.cli;

/** Error of reconstructions and count of clipped control points, by DoF and over all. */
final class ReconstructionError {
    private final double[] largest;
    private final double[] squares;
    private final long[] clipped;
    private long samples;

    ReconstructionError(int dofs) {
        largest = new double[dofs];
        squares = new double[dofs];
        clipped = new long[dofs];
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

    /** Counts on by DoF. */
    long[] clippedByDof() {
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

    long clipped(int dof) {
        return clipped[dof];
    }

    long clipped() {
        long n = 0;
        for (long c : clipped) {
            n += c;
        }
        return n;
    }
}

package org.sanderling.tokenizers;

import java.util.Arrays;
import java.util.List;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;

/**
 * Keeps the DoFs that are rotations on their manifold: a decoded quaternion has length 1, the two columns of a decoded 6-D rotation are orthonormal
 * (Gram–Schmidt, first column first). What no rotation is nearest to, a zero vector or parallel columns, becomes a rotation along the first axis that is
 * free. Immutable; any thread; nothing is allocated.
 *
 * <p>Source: Zhou et al., arXiv 1812.07035, for the 6-D form.
 */
final class Rotations {
    private static final double LEAST = 1e-12;

    private final boolean[] quaternion;
    /** DoFs of each rotation, in the order of its parts. */
    private final int[][] dofs;
    /** The rotation that each DoF belongs to; −1 for none. */
    private final int[] of;

    Rotations(TokenizerSpec spec) {
        List<Rotation> rotations = spec.options().rotations();
        this.quaternion = new boolean[rotations.size()];
        this.dofs = new int[rotations.size()][];
        this.of = new int[spec.dofs().size()];
        Arrays.fill(of, -1);
        for (int r = 0; r < dofs.length; r++) {
            Rotation rotation = rotations.get(r);
            quaternion[r] = rotation.kind() == RotationKind.QUATERNION;
            if (rotation.dofs().size() != rotation.kind().size()) {
                throw new TokenizerException("rotation of " + String.join(", ", rotation.dofs()) + ": a "
                        + (quaternion[r] ? "quaternion" : "6-D rotation") + " has "
                        + rotation.kind().size() + " DoFs, not "
                        + rotation.dofs().size());
            }
            dofs[r] = new int[rotation.kind().size()];
            for (int i = 0; i < dofs[r].length; i++) {
                int d = spec.names().indexOf(rotation.dofs().get(i));
                if (d < 0 || of[d] >= 0) {
                    throw new TokenizerException("rotation of " + String.join(", ", rotation.dofs()) + ": "
                            + rotation.dofs().get(i)
                            + (d < 0 ? " is none of the spec's dofs" : " belongs to a rotation already"));
                }
                of[d] = r;
                dofs[r][i] = d;
            }
        }
    }

    boolean none() {
        return dofs.length == 0;
    }

    /** Projects the rotations of one sample, {@code sample[offset + d]}. */
    void project(float[] sample, int offset) {
        for (int r = 0; r < dofs.length; r++) {
            if (quaternion[r]) {
                unit(sample, offset, dofs[r]);
            } else {
                columns(sample, offset, dofs[r]);
            }
        }
    }

    private static void unit(float[] sample, int offset, int[] at) {
        double squared = 0;
        for (int d : at) {
            squared += (double) sample[offset + d] * sample[offset + d];
        }
        for (int d : at) {
            double v = squared < LEAST ? (d == at[0] ? 1 : 0) : sample[offset + d] / Math.sqrt(squared);
            sample[offset + d] = (float) v;
        }
    }

    /** In float64 up to the last step: nearly parallel columns cancel. */
    private static void columns(float[] sample, int offset, int[] at) {
        double x = sample[offset + at[0]];
        double y = sample[offset + at[1]];
        double z = sample[offset + at[2]];
        double length = Math.sqrt(x * x + y * y + z * z);
        boolean none = length * length < LEAST;
        x = none ? 1 : x / length;
        y = none ? 0 : y / length;
        z = none ? 0 : z / length;
        double u = sample[offset + at[3]];
        double v = sample[offset + at[4]];
        double w = sample[offset + at[5]];
        double size = u * u + v * v + w * w;
        double along = x * u + y * v + z * w;
        u -= along * x;
        v -= along * y;
        w -= along * z;
        if (!(u * u + v * v + w * w >= LEAST * Math.max(1, size))) {
            // Parallel: the axis that the first column has least of.
            boolean first = Math.abs(x) <= Math.abs(y) && Math.abs(x) <= Math.abs(z);
            boolean second = !first && Math.abs(y) <= Math.abs(z);
            double least = first ? x : second ? y : z;
            u = (first ? 1 : 0) - least * x;
            v = (second ? 1 : 0) - least * y;
            w = (first || second ? 0 : 1) - least * z;
        }
        length = Math.sqrt(u * u + v * v + w * w);
        sample[offset + at[0]] = (float) x;
        sample[offset + at[1]] = (float) y;
        sample[offset + at[2]] = (float) z;
        sample[offset + at[3]] = (float) (u / length);
        sample[offset + at[4]] = (float) (v / length);
        sample[offset + at[5]] = (float) (w / length);
    }

    /**
     * Gives the quaternions of a chunk [T][D] the signs of one continuous motion: q and −q are the same rotation, but a spline through both is not. Each
     * sample takes the sign nearer to the one before it, the first the one nearer to {@code state} [D].
     */
    void align(double[] chunk, float[] state) {
        for (int r = 0; r < dofs.length; r++) {
            for (int t = 0; quaternion[r] && t * of.length < chunk.length; t++) {
                double dot = 0;
                for (int d : dofs[r]) {
                    double before = t == 0 ? state[d] : chunk[(t - 1) * of.length + d];
                    dot += chunk[t * of.length + d] * before;
                }
                for (int d : dofs[r]) {
                    chunk[t * of.length + d] = dot < 0 ? -chunk[t * of.length + d] : chunk[t * of.length + d];
                }
            }
        }
    }
}

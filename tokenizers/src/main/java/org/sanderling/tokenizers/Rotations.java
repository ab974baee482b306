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
    /** The rotation that a DoF belongs to; −1 for none. */
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

    /** Whether DoF d is part of a rotation. */
    boolean has(int d) {
        return of[d] >= 0;
    }

    /** Projects the rotations of one sample, {@code sample[offset + d]}. */
    void project(float[] sample, int offset) {
        for (int r = 0; r < dofs.length; r++) {
            int[] at = dofs[r];
            if (quaternion[r]) {
                normalise(sample, offset, at, 0, 4);
            } else {
                normalise(sample, offset, at, 0, 3);
                double along = 0;
                for (int i = 0; i < 3; i++) {
                    along += (double) sample[offset + at[i]] * sample[offset + at[3 + i]];
                }
                for (int i = 0; i < 3; i++) {
                    sample[offset + at[3 + i]] = (float) (sample[offset + at[3 + i]] - along * sample[offset + at[i]]);
                }
                if (squared(sample, offset, at, 3, 3) < LEAST) {
                    perpendicular(sample, offset, at);
                }
                normalise(sample, offset, at, 3, 3);
            }
        }
    }

    private static double squared(float[] sample, int offset, int[] at, int from, int count) {
        double s = 0;
        for (int i = from; i < from + count; i++) {
            s += (double) sample[offset + at[i]] * sample[offset + at[i]];
        }
        return s;
    }

    private static void normalise(float[] sample, int offset, int[] at, int from, int count) {
        double squared = squared(sample, offset, at, from, count);
        double length = Math.sqrt(squared);
        for (int i = from; i < from + count; i++) {
            double v = squared < LEAST ? (i == from ? 1 : 0) : sample[offset + at[i]] / length;
            sample[offset + at[i]] = (float) v;
        }
    }

    /** The second column from the axis that the first column has least of. */
    private static void perpendicular(float[] sample, int offset, int[] at) {
        int axis = 0;
        for (int i = 1; i < 3; i++) {
            axis = Math.abs(sample[offset + at[i]]) < Math.abs(sample[offset + at[axis]]) ? i : axis;
        }
        double along = sample[offset + at[axis]];
        for (int i = 0; i < 3; i++) {
            sample[offset + at[3 + i]] = (float) ((i == axis ? 1 : 0) - along * sample[offset + at[i]]);
        }
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

package org.sanderling.tokenizers;

import java.util.List;

/**
 * The keys of a spec that few tokenizers need.
 *
 * @param delayS how long the phase stays 0: u = clip((t − delay)/duration, 0, 1), s; BEAST
 * @param continuity what a chunk takes over from the end of the one before; BEAST
 * @param velocityLimits largest velocity that is taken over, of each DoF, unit/s, infinite for none; empty where no DoF has one
 * @param scale coefficients are multiplied by this before rounding; FAST
 * @param merges pairs that byte-pair encoding joins, the i-th into token {@code vocabulary − merges.size() + i}; FAST
 * @param continuous whether programs exchange continuous tokens in [−1, 1] instead of discrete ones; BEAST
 * @param rotations DoFs that together are a rotation and are decoded to one; BEAST
 * @param clipWarningShare share of clipped values from which on a warning is due, in (0, 1]
 */
public record TokenizerOptions(
        double delayS,
        Continuity continuity,
        List<Double> velocityLimits,
        double scale,
        List<Merge> merges,
        boolean continuous,
        List<Rotation> rotations,
        double clipWarningShare) {
    /** FAST's published scale. */
    public static final double DEFAULT_SCALE = 10;

    /** Share of clipped values that is worth a warning where a spec says nothing else. */
    public static final double DEFAULT_CLIP_WARNING_SHARE = 0.05;

    /** No delay, no continuity, the published scale, no merges, discrete tokens, no rotations. */
    public static final TokenizerOptions NONE = new TokenizerOptions(
            0, Continuity.NONE, List.of(), DEFAULT_SCALE, List.of(), false, List.of(), DEFAULT_CLIP_WARNING_SHARE);

    /** What a chunk takes over from the end of the one before. */
    public enum Continuity {
        /** Nothing. */
        NONE,
        /** The position: the first control point is given, the others are fitted to what is left. */
        POSITION,
        /** Position and velocity: the first two control points are given. */
        POSITION_VELOCITY
    }

    /** Two neighbouring tokens that become one. */
    public record Merge(int left, int right) {}

    /** How a rotation is written. */
    public enum RotationKind {
        /** Four DoFs, a unit quaternion, in any order of its parts. */
        QUATERNION(4),
        /** Six DoFs: the first two columns of a rotation matrix (Zhou et al., arXiv 1812.07035). */
        SIX_D(6);

        private final int size;

        RotationKind(int size) {
            this.size = size;
        }

        /** DoFs of one rotation. */
        public int size() {
            return size;
        }
    }

    /**
     * DoFs that together are a rotation.
     *
     * @param dofs their names, in the order of the rotation's parts
     */
    public record Rotation(RotationKind kind, List<String> dofs) {
        public Rotation {
            dofs = List.copyOf(dofs);
        }
    }

    public TokenizerOptions {
        velocityLimits = List.copyOf(velocityLimits);
        merges = List.copyOf(merges);
        rotations = List.copyOf(rotations);
    }

    /** The same with another delay, s. */
    public TokenizerOptions withDelayS(double other) {
        return new TokenizerOptions(
                other, continuity, velocityLimits, scale, merges, continuous, rotations, clipWarningShare);
    }

    /** The same with another continuity, and the largest velocity that is taken over, of each DoF, unit/s; empty for none. */
    public TokenizerOptions withContinuity(Continuity other, List<Double> limits) {
        return new TokenizerOptions(delayS, other, limits, scale, merges, continuous, rotations, clipWarningShare);
    }

    /** The same with another scale. */
    public TokenizerOptions withScale(double other) {
        return new TokenizerOptions(
                delayS, continuity, velocityLimits, other, merges, continuous, rotations, clipWarningShare);
    }

    /** The same with other merges. */
    public TokenizerOptions withMerges(List<Merge> other) {
        return new TokenizerOptions(
                delayS, continuity, velocityLimits, scale, other, continuous, rotations, clipWarningShare);
    }

    /** The same for continuous tokens, or for discrete ones. */
    public TokenizerOptions withContinuous(boolean other) {
        return new TokenizerOptions(
                delayS, continuity, velocityLimits, scale, merges, other, rotations, clipWarningShare);
    }

    /** The same with other rotations. */
    public TokenizerOptions withRotations(List<Rotation> other) {
        return new TokenizerOptions(
                delayS, continuity, velocityLimits, scale, merges, continuous, other, clipWarningShare);
    }

    /** The same with another share of clipped values that is worth a warning. */
    public TokenizerOptions withClipWarningShare(double other) {
        return new TokenizerOptions(delayS, continuity, velocityLimits, scale, merges, continuous, rotations, other);
    }
}

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
 */
public record TokenizerOptions(
        double delayS, Continuity continuity, List<Double> velocityLimits, double scale, List<Merge> merges) {
    /** FAST's published scale. */
    public static final double DEFAULT_SCALE = 10;

    /** No delay, no continuity, the published scale, no merges. */
    public static final TokenizerOptions NONE =
            new TokenizerOptions(0, Continuity.NONE, List.of(), DEFAULT_SCALE, List.of());

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

    public TokenizerOptions {
        velocityLimits = List.copyOf(velocityLimits);
        merges = List.copyOf(merges);
    }

    /** The same with another delay, s. */
    public TokenizerOptions withDelayS(double other) {
        return new TokenizerOptions(other, continuity, velocityLimits, scale, merges);
    }

    /** The same with another continuity, and the largest velocity that is taken over, of each DoF, unit/s; empty for none. */
    public TokenizerOptions withContinuity(Continuity other, List<Double> limits) {
        return new TokenizerOptions(delayS, other, limits, scale, merges);
    }

    /** The same with another scale. */
    public TokenizerOptions withScale(double other) {
        return new TokenizerOptions(delayS, continuity, velocityLimits, other, merges);
    }

    /** The same with other merges. */
    public TokenizerOptions withMerges(List<Merge> other) {
        return new TokenizerOptions(delayS, continuity, velocityLimits, scale, other);
    }
}

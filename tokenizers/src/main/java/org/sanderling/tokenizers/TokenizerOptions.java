package org.sanderling.tokenizers;

import java.util.List;

/**
 * The keys of a spec that few tokenizers need.
 *
 * @param delayS how long the phase stays 0: u = clip((t − delay)/duration, 0, 1), s
 * @param continuity what a chunk takes over from the end of the one before
 * @param velocityLimits largest velocity that is taken over, of each DoF, unit/s; empty for none
 */
public record TokenizerOptions(double delayS, Continuity continuity, List<Double> velocityLimits) {
    /** No delay, no continuity. */
    public static final TokenizerOptions NONE = new TokenizerOptions(0, Continuity.NONE, List.of());

    /** What a chunk takes over from the end of the one before. */
    public enum Continuity {
        /** Nothing. */
        NONE,
        /** The position: the first control point is given, the others are fitted to what is left. */
        POSITION,
        /** Position and velocity: the first two control points are given. */
        POSITION_VELOCITY
    }

    public TokenizerOptions {
        velocityLimits = List.copyOf(velocityLimits);
    }
}

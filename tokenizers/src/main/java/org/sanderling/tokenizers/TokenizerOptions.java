package org.sanderling.tokenizers;

import java.util.List;

/**
 * The keys of a spec that few tokenizers need.
 *
 * @param delayS how long the phase stays 0: u = clip((t − delay)/duration, 0, 1), s; BEAST
 * @param scale coefficients are multiplied by this before rounding; FAST
 * @param merges pairs that byte-pair encoding joins, the i-th into token {@code vocabulary − merges.size() + i}; FAST
 */
public record TokenizerOptions(double delayS, double scale, List<Merge> merges) {
    /** No delay, FAST's published scale, no merges. */
    public static final TokenizerOptions NONE = new TokenizerOptions(0, 10, List.of());

    /** Two neighbouring tokens that become one. */
    public record Merge(int left, int right) {}

    public TokenizerOptions {
        merges = List.copyOf(merges);
    }

    /** The same with another delay, s. */
    public TokenizerOptions withDelayS(double other) {
        return new TokenizerOptions(other, scale, merges);
    }

    /** The same with another scale. */
    public TokenizerOptions withScale(double other) {
        return new TokenizerOptions(delayS, other, merges);
    }

    /** The same with other merges. */
    public TokenizerOptions withMerges(List<Merge> other) {
        return new TokenizerOptions(delayS, scale, other);
    }
}

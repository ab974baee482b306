package org.sanderling.planners.decode;

/**
 * How a plan's tokens are committed.
 *
 * @param rule name of the commit rule: {@code massWindow} or {@code llada}
 * @param windowBins half-width W of the window of bins whose probability mass is an ordinal slot's confidence
 * @param ordinalThreshold confidence from which an ordinal slot commits
 * @param categoricalThreshold confidence from which a categorical slot commits
 * @param maxForwards most forwards a plan, 1 or more
 * @param temperature 0 proposes the median bin or the likeliest class; above 0 proposals are drawn at this temperature
 * @param seed of the draws
 */
public record DecoderSettings(
        String rule,
        int windowBins,
        double ordinalThreshold,
        double categoricalThreshold,
        int maxForwards,
        double temperature,
        long seed) {
    public DecoderSettings {
        if (maxForwards < 1) {
            throw new IllegalArgumentException("maxForwards: " + maxForwards + "; allowed: 1 or more");
        }
    }
}

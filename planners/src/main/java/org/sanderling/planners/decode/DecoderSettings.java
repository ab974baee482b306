package org.sanderling.planners.decode;

import java.util.List;
import java.util.Map;

/**
 * How a plan's tokens are committed.
 *
 * @param rule name of the commit rule
 * @param windowBins half-width W of the window of bins whose probability mass is an ordinal slot's confidence
 * @param ordinalThreshold confidence from which an ordinal slot commits, for rules that take it from here
 * @param categoricalThreshold confidence from which a categorical slot commits, likewise
 * @param maxForwards most forwards a plan, 1 or more
 * @param temperature 0 proposes the median bin or the likeliest class; above 0 proposals are drawn at this temperature
 * @param seed of the draws
 * @param blockSlots slots of a block; blocks are decoded one after the other; 0 for one block of all slots
 * @param cache which slots a forward computes anew
 * @param bounds for a rule in physical units, the credible half-width of the trajectory within which slots commit, one a
 *     degree of freedom in its unit; empty where there is none
 * @param parameters the rule's own numbers by name; the rest has the rule's standard values
 */
public record DecoderSettings(
        String rule,
        int windowBins,
        double ordinalThreshold,
        double categoricalThreshold,
        int maxForwards,
        double temperature,
        long seed,
        int blockSlots,
        CachePolicy cache,
        List<Double> bounds,
        Map<String, Double> parameters) {
    public DecoderSettings {
        bounds = List.copyOf(bounds);
        parameters = Map.copyOf(parameters);
        if (maxForwards < 1) {
            throw new IllegalArgumentException("maxForwards: " + maxForwards + "; allowed: 1 or more");
        }
        if (blockSlots < 0) {
            throw new IllegalArgumentException("blockSlots: " + blockSlots + "; allowed: 0 or more");
        }
    }

    /** One block, no slot cache, the rule's standard numbers. */
    public DecoderSettings(
            String rule,
            int windowBins,
            double ordinalThreshold,
            double categoricalThreshold,
            int maxForwards,
            double temperature,
            long seed) {
        this(
                rule,
                windowBins,
                ordinalThreshold,
                categoricalThreshold,
                maxForwards,
                temperature,
                seed,
                0,
                CachePolicy.NONE,
                List.of(),
                Map.of());
    }
}

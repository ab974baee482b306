package org.sanderling.config;

import java.util.List;

/**
 * Bounds of a tokenizer spec, or how they are to be found.
 *
 * @param min lower bounds, DoF-major; empty where they are to be calibrated
 * @param max upper bounds
 * @param calibrate {@code minMax} or {@code quantile}; empty where bounds are given
 */
record TokenizerBounds(List<Double> min, List<Double> max, String calibrate) {
    /** @param pairs pairs that the tokenizer needs: one for each (DoF, basis), or for each DoF */
    static TokenizerBounds read(Block block, int pairs) {
        if (!block.has("bounds")) {
            return new TokenizerBounds(List.of(), List.of(), block.choiceOrFirst("calibrate", "minMax", "quantile"));
        }
        if (block.has("calibrate")) {
            throw block.error("calibrate", "stands beside bounds; keep one of them");
        }
        Block bounds = block.block("bounds").only("min", "max");
        List<Double> min = side(bounds, "min", pairs);
        List<Double> max = side(bounds, "max", pairs);
        for (int i = 0; i < pairs; i++) {
            if (min.get(i) >= max.get(i)) {
                throw bounds.error("max", "item " + i + ", " + max.get(i) + ", is not above min, " + min.get(i));
            }
        }
        return new TokenizerBounds(min, max, "");
    }

    private static List<Double> side(Block bounds, String key, int pairs) {
        List<Double> values = bounds.numbers(key, 0, Integer.MAX_VALUE);
        if (values.size() != pairs) {
            throw bounds.error(
                    key,
                    "has " + values.size() + " items; allowed: " + pairs
                            + ", one for each DoF and control point (fast, binning: one for each DoF)");
        }
        return values;
    }
}

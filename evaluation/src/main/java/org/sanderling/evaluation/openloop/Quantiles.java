package org.sanderling.evaluation.openloop;

import java.util.Arrays;

/** Quantiles with linear interpolation between order statistics, and means. */
public final class Quantiles {
    private Quantiles() {}

    /** The quantile q in [0, 1]; NaN of nothing. */
    public static double of(double[] values, double q) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = q * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}

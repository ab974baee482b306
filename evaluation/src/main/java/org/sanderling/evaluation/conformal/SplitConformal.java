package org.sanderling.evaluation.conformal;

import java.util.Arrays;

/**
 * Split conformal prediction (Papadopoulos et al. 2002; Lei et al. 2018, eq. 2): of n exchangeable scores the ⌈(n + 1) c⌉-th
 * smallest bounds a further one with probability at least c, and at most c + 1/(n + 1) where no scores tie.
 *
 * @param coverage c, in (0, 1)
 * @param bound the bound, in the scores' unit; infinite where n is too small for the coverage
 * @param calibrated n
 */
public record SplitConformal(double coverage, double bound, int calibrated) {
    public SplitConformal {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("coverage: " + coverage + "; allowed: above 0 and below 1");
        }
        if (Double.isNaN(bound)) {
            throw new IllegalArgumentException("bound: is no number");
        }
    }

    /**
     * Calibrates.
     *
     * @param scores of independent cases, one each; an infinite one stands for a case that nothing bounds
     * @throws IllegalArgumentException where there is no score, or one is NaN
     */
    public static SplitConformal of(double[] scores, double coverage) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("scores: " + sorted.length + ", or one that is no number");
        }
        int rank = (int) Math.ceil((sorted.length + 1) * coverage - 1e-9);
        double bound = rank > sorted.length ? Double.POSITIVE_INFINITY : sorted[rank - 1];
        return new SplitConformal(coverage, bound, sorted.length);
    }

    /** Share of other cases whose score is within the bound. */
    public double measured(double[] scores) {
        return Arrays.stream(scores).filter(s -> s <= bound).count() / (double) scores.length;
    }
}

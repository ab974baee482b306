package org.sanderling.evaluation.openloop;

import java.util.SplittableRandom;

/**
 * 95 % interval of the mean of consecutive windows' values by the moving-block bootstrap (Künsch 1989). Windows overlap,
 * so that single ones are no independent draws: blocks are of one second. The seed is fixed: the same values give the same
 * interval.
 */
final class BlockBootstrap {
    static final int BLOCK = 20;
    static final int DRAWS = 2000;
    private static final long SEED = 7;

    private BlockBootstrap() {}

    /** [low, high]. */
    static double[] interval(double[] values) {
        int n = values.length;
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            int start = 0;
            for (int i = 0; i < n; i++) {
                if (i % BLOCK == 0) {
                    start = random.nextInt(Math.max(1, n - BLOCK + 1));
                }
                sum += values[start + i % BLOCK];
            }
            means[draw] = sum / n;
        }
        return new double[] {Quantiles.of(means, 0.025), Quantiles.of(means, 0.975)};
    }
}

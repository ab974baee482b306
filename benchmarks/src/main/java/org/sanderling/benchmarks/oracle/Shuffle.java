package org.sanderling.benchmarks.oracle;

import java.util.Arrays;
import java.util.List;
import org.sanderling.planners.PlanTemplate;

/** Any order of the given items: what one slot takes, no other may. */
final class Shuffle implements ListTask {
    private final PlanTemplate template = Lists.template(Lists.LENGTH, Lists.ITEMS, List.of());
    private int[] input = new int[Lists.LENGTH];

    @Override
    public String name() {
        return "shuffle";
    }

    @Override
    public PlanTemplate template() {
        return template;
    }

    @Override
    public void begin(long seed) {
        input = Lists.distinct(seed, Lists.LENGTH);
    }

    @Override
    public void marginals(int[] tokens, double[][] probability) {
        for (int s = 0; s < tokens.length; s++) {
            Arrays.fill(probability[s], 0);
            int left = 0;
            for (int item : input) {
                if (!taken(tokens, s, item)) {
                    probability[s][item] = 1;
                    left++;
                }
            }
            if (left == 0) {
                Lists.uniform(probability[s], Lists.ITEMS);
            }
            for (int item = 0; left > 0 && item < probability[s].length; item++) {
                probability[s][item] /= left;
            }
        }
    }

    private static boolean taken(int[] tokens, int except, int item) {
        for (int o = 0; o < tokens.length; o++) {
            if (o != except && tokens[o] == item) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean right(int[] tokens) {
        int[] a = tokens.clone();
        int[] b = input.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        return Arrays.equals(a, b);
    }

    /** Drawing k of m at once gives k different ones with probability m! / (m−k)! / mᵏ, which is e to the −total correlation. */
    @Override
    public double leastError(int forwards) {
        return 1 - Math.exp(-leastTotalCorrelation(forwards));
    }

    @Override
    public double leastTotalCorrelation(int forwards) {
        return least(Lists.LENGTH, forwards);
    }

    private static double least(int m, int forwards) {
        if (m == 0) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        double lost = 0;
        for (int k = 1; k <= m; k++) {
            lost += Math.log(m) - Math.log(m - k + 1);
            if (k == m || forwards > 1) {
                best = Math.min(best, lost + least(m - k, forwards - 1));
            }
        }
        return best;
    }
}

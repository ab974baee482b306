package org.sanderling.benchmarks.oracle;

import java.util.Arrays;
import java.util.List;
import org.sanderling.planners.PlanTemplate;

/** The input list with exactly one item, any of them, replaced by a given one. */
final class ReplaceRandom implements ListTask {
    private final PlanTemplate template = Lists.template(Lists.LENGTH, Lists.ITEMS, List.of());
    private int[] input = new int[Lists.LENGTH];
    private int replacement;

    @Override
    public String name() {
        return "replace random";
    }

    @Override
    public PlanTemplate template() {
        return template;
    }

    @Override
    public void begin(long seed) {
        int[] drawn = Lists.distinct(seed, Lists.LENGTH + 1);
        input = Arrays.copyOf(drawn, Lists.LENGTH);
        replacement = drawn[Lists.LENGTH];
    }

    @Override
    public void marginals(int[] tokens, double[][] probability) {
        int mask = template.maskId();
        for (int s = 0; s < tokens.length; s++) {
            int open = 1;
            boolean replaced = false;
            for (int o = 0; o < tokens.length; o++) {
                open += o != s && tokens[o] == mask ? 1 : 0;
                replaced |= o != s && tokens[o] == replacement;
            }
            double here = replaced ? 0 : 1.0 / open;
            Arrays.fill(probability[s], 0);
            probability[s][replacement] = here;
            probability[s][input[s]] = 1 - here;
        }
    }

    @Override
    public boolean right(int[] tokens) {
        int replaced = 0;
        for (int s = 0; s < tokens.length; s++) {
            if (tokens[s] == replacement) {
                replaced++;
            } else if (tokens[s] != input[s]) {
                return false;
            }
        }
        return replaced == 1;
    }

    @Override
    public double leastError(int forwards) {
        return 1 - mostRight(Lists.LENGTH, forwards);
    }

    /** Greatest probability of one replacement in m open slots: none drawn, then again; one drawn, then the rest is certain. */
    private static double mostRight(int m, int forwards) {
        if (m == 0) {
            return 0;
        }
        double best = 0;
        for (int k = forwards > 1 ? 1 : m; k <= m; k++) {
            double none = Math.pow(1 - 1.0 / m, k);
            double one = k * (1.0 / m) * Math.pow(1 - 1.0 / m, k - 1);
            best = Math.max(best, one + none * mostRight(m - k, forwards - 1));
        }
        return best;
    }

    @Override
    public double leastTotalCorrelation(int forwards) {
        return least(Lists.LENGTH, forwards);
    }

    /** Of k of m slots: k entropies of 1/m, less the joint entropy; with probability k/m nothing is left to tell. */
    private static double least(int m, int forwards) {
        if (m <= 1) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int k = forwards > 1 ? 1 : m; k <= m; k++) {
            double each = entropyTerm(1.0 / m) + entropyTerm(1 - 1.0 / m);
            double joint = k * entropyTerm(1.0 / m) + entropyTerm(1 - (double) k / m);
            double after = k == m ? 0 : (1 - (double) k / m) * least(m - k, forwards - 1);
            best = Math.min(best, k * each - joint + after);
        }
        return best;
    }

    private static double entropyTerm(double p) {
        return p <= 0 ? 0 : -p * Math.log(p);
    }
}

package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IterationSmoothingRuleTest {
    /** Keeps every slot's mixed distribution of the step before. */
    private static final class Smoothing implements Naive.Select {
        final Map<Integer, double[]> before = new HashMap<>();

        @Override
        public Set<Integer> commit(Naive.State s) {
            double weight = s.round == 0 ? 0 : Math.min(0.15 + 0.02 * (s.round - 1), 0.3);
            double threshold = Math.max(1 - 0.02 * s.round, 0.6);
            for (int slot : s.proposal.keySet()) {
                double[] p = s.probability[slot].clone();
                double[] old = before.get(slot);
                for (int v = 0; old != null && v < p.length; v++) {
                    p[v] = (1 - weight) * p[v] + weight * old[v];
                }
                before.put(slot, p);
                int best = s.template.slots().get(slot).first();
                for (int v = 0; v < p.length; v++) {
                    best = p[v] > p[best] ? v : best;
                }
                s.proposal.put(slot, best);
                s.confidence.put(slot, p[best]);
            }
            Set<Integer> commit = new TreeSet<>(s.top(1));
            s.open.stream().filter(o -> s.confidence.get(o) >= threshold).forEach(commit::add);
            return commit;
        }
    }

    @Property(tries = 300)
    void shouldMixTheLastStepsDistributionsInAndLowerTheThreshold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int slots) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("iterationSmoothing", Naive.ENOUGH, 0, Map.of("threshold", 0.6))))
                .isEqualTo(Naive.naive(model, 0, new Smoothing()));
    }
}

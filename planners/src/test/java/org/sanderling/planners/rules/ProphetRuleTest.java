package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.sanderling.planners.PlanTemplate;

class ProphetRuleTest {
    private static Set<Integer> select(Naive.State s, int steps, boolean minimum) {
        List<Double> gaps = new ArrayList<>();
        for (int slot : s.proposal.keySet()) {
            PlanTemplate.Slot legal = s.template.slots().get(slot);
            List<Double> logits = new ArrayList<>();
            for (int v = legal.first(); v < legal.first() + legal.count(); v++) {
                logits.add((double) s.logits[slot][v]);
            }
            logits.sort(Comparator.reverseOrder());
            gaps.add(logits.get(0) - logits.get(1));
        }
        double gap = minimum
                ? gaps.stream().mapToDouble(g -> g).min().orElseThrow()
                : gaps.stream().mapToDouble(g -> g).average().orElseThrow();
        double progress = (double) s.round / steps;
        double threshold = progress < 0.33 ? 4 : progress < 0.67 ? 3 : 2;
        return gap >= threshold ? new TreeSet<>(s.proposal.keySet()) : s.top(s.share(steps));
    }

    @Property(tries = 300)
    void shouldFillTheRestAsSoonAsTheGapIsLargeEnough(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 1, max = 14) int steps,
            @ForAll boolean minimum) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        Map<String, Double> parameters = Map.of(
                "steps", (double) steps, "early", 4.0, "middle", 3.0, "late", 2.0, "minimum", minimum ? 1.0 : 0.0);
        assertThat(Naive.fast(model, Naive.settings("prophet", Naive.ENOUGH, 0, parameters)))
                .isEqualTo(Naive.naive(model, 0, s -> select(s, steps, minimum)));
    }
}

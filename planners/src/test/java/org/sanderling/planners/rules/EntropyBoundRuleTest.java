package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EntropyBoundRuleTest {
    private static double entropy(double[] p) {
        double h = 0;
        for (double v : p) {
            h -= v > 0 ? v * Math.log(v) : 0;
        }
        return h;
    }

    @Property(tries = 300)
    void shouldCommitTheSurestWhileTheSumOfEntropiesStaysBelowTheBound(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @DoubleRange(min = 0.02, max = 4) double bound,
            @ForAll boolean withoutLast) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        Map<String, Double> parameters = Map.of("bound", bound, "withoutLast", withoutLast ? 1.0 : 0.0);
        assertThat(Naive.fast(model, Naive.settings("entropyBound", Naive.ENOUGH, 0, parameters)))
                .isEqualTo(Naive.naive(model, 0, s -> {
                    List<Integer> order = new ArrayList<>(s.open);
                    order.sort(Comparator.comparingDouble((Integer slot) -> entropy(s.probability[slot]))
                            .thenComparingInt(slot -> slot));
                    int largest = 1;
                    for (int n = 1; n <= order.size(); n++) {
                        double sum = 0;
                        for (int slot : order.subList(0, withoutLast ? n - 1 : n)) {
                            sum += entropy(s.probability[slot]);
                        }
                        largest = (withoutLast ? sum <= bound : sum < bound) ? n : largest;
                    }
                    return new TreeSet<>(order.subList(0, largest));
                }));
    }
}

package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomRuleTest {
    @Property(tries = 200)
    void shouldCommitEqualSharesWithTheRemainderInTheEarliestSteps(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 1, max = 14) int steps) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        Naive.Result r = Naive.fast(model, Naive.settings("random", Naive.ENOUGH, 0, Map.of("steps", (double) steps)));
        for (int i = 0; i < r.forwards(); i++) {
            int step = i;
            assertThat(r.steps().stream().filter(s -> s == step).count())
                    .isEqualTo(slots / steps + (i < slots % steps ? 1 : 0));
        }
    }

    @Test
    void shouldTakeAnotherOrderForAnotherTableButTheSameForTheSame() {
        Set<Object> orders = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TableModel model = new TableModel(Naive.template(8), 5, 0.5, 1);
            orders.add(Naive.fast(model, Naive.settings("random", Naive.ENOUGH, 0, Map.of("steps", 8.0)))
                    .steps());
        }
        assertThat(orders).hasSize(1);
        assertThat(orders.iterator().next()).isNotEqualTo(java.util.List.of(0, 1, 2, 3, 4, 5, 6, 7));
    }
}

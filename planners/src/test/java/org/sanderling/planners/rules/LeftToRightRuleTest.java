package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LeftToRightRuleTest {
    @Property(tries = 200)
    void shouldCommitInTheOrderOfTheSlots(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 1, max = 14) int steps) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("leftToRight", Naive.ENOUGH, 0, Map.of("steps", (double) steps))))
                .isEqualTo(Naive.naive(model, 0, s -> new TreeSet<>(s.open.subList(0, s.share(steps)))));
    }
}

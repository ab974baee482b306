package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LladaRuleTest {
    @Property(tries = 300)
    void shouldCommitEqualSharesMostConfidentFirst(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 0, max = 5) int block,
            @ForAll @IntRange(min = 1, max = 14) int steps) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("llada", Naive.ENOUGH, block, Map.of("steps", (double) steps))))
                .isEqualTo(Naive.naive(model, block, s -> s.top(s.share(steps))));
    }
}

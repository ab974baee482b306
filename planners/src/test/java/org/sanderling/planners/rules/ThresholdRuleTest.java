package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ThresholdRuleTest {
    @Property(tries = 300)
    void shouldCommitWhatReachesTheThresholdAndAlwaysTheTopOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 0, max = 5) int block,
            @ForAll @DoubleRange(min = 0.2, max = 1) double threshold) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("threshold", Naive.ENOUGH, block, Map.of("threshold", threshold))))
                .isEqualTo(Naive.naive(model, block, s -> {
                    Set<Integer> commit = new TreeSet<>(s.top(1));
                    s.open.stream()
                            .filter(o -> s.confidence.get(o) >= threshold)
                            .forEach(commit::add);
                    return commit;
                }));
    }
}

package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SdarDynamicRuleTest {
    @Property(tries = 300)
    void shouldTakeTheConfidentOnesOrTheStaticShare(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 0, max = 5) int block,
            @ForAll @IntRange(min = 1, max = 14) int steps,
            @ForAll @DoubleRange(min = 0.2, max = 1) double threshold) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        Map<String, Double> parameters = Map.of("steps", (double) steps, "threshold", threshold);
        assertThat(Naive.fast(model, Naive.settings("lowConfidenceDynamic", Naive.ENOUGH, block, parameters)))
                .isEqualTo(Naive.naive(model, block, s -> {
                    Set<Integer> sure = s.open.stream()
                            .filter(o -> s.confidence.get(o) > threshold)
                            .collect(Collectors.toSet());
                    return sure.size() >= s.share(steps) ? sure : s.top(s.share(steps));
                }));
    }
}

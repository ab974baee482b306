package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FrechetRuleTest {
    @Property(tries = 300)
    void shouldCommitTheLargestPrefixWhoseJointProbabilityIsBounded(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @DoubleRange(min = -0.5, max = 0.9) double delta) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("frechet", Naive.ENOUGH, 0, Map.of("delta", delta))))
                .isEqualTo(Naive.naive(model, 0, s -> {
                    int largest = 1;
                    for (int n = 1; n <= s.open.size(); n++) {
                        double sum = 0;
                        for (int i = 0; i < n; i++) {
                            sum += s.c(i);
                        }
                        largest = sum - (n - 1) - (1 - s.c(n - 1)) > delta ? n : largest;
                    }
                    return s.top(largest);
                }));
    }
}

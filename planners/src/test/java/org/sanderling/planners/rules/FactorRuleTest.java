package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FactorRuleTest {
    @Property(tries = 300)
    void shouldCommitTheLargestPrefixThatTheFactorAllows(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @DoubleRange(min = 0.05, max = 2) double factor) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("factor", Naive.ENOUGH, 0, Map.of("factor", factor))))
                .isEqualTo(Naive.naive(model, 0, s -> {
                    int largest = 1;
                    for (int n = 1; n <= s.open.size(); n++) {
                        largest = s.c(n - 1) >= 1 - factor / (n + 1) ? n : largest;
                    }
                    return s.top(largest);
                }));
    }

    /** As the code runs: thresholds from a list, the first set to −1, and a break whose index is bumped at both ends. */
    private static Set<Integer> published(Naive.State s, double factor) {
        List<Double> thresholds = new ArrayList<>();
        for (int n = 1; n <= s.open.size(); n++) {
            thresholds.add(1 - factor / (n + 1));
        }
        thresholds.set(0, -1.0);
        int top = 0;
        for (int i = 0; i < thresholds.size(); i++) {
            top = i;
            if (s.c(i) < thresholds.get(i)) {
                break;
            }
        }
        return s.top(top == 0 || top == thresholds.size() - 1 ? top + 1 : top);
    }

    @Property(tries = 300)
    void shouldRepeatThePublishedOffByOneWhereAsked(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @DoubleRange(min = 0.05, max = 2) double factor) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        assertThat(Naive.fast(
                        model, Naive.settings("factor", Naive.ENOUGH, 0, Map.of("factor", factor, "published", 1.0))))
                .isEqualTo(Naive.naive(model, 0, s -> published(s, factor)));
    }

    @Test
    void shouldShowThatThePublishedCodeAlwaysCommitsTwoRemainingMasksTogether() {
        int apart = 0;
        for (long seed = 0; seed < 50; seed++) {
            TableModel model = new TableModel(Naive.template(2), seed, 0.5, 1);
            Map<String, Double> strict = Map.of("factor", 0.01);
            Map<String, Double> published = Map.of("factor", 0.01, "published", 1.0);
            assertThat(Naive.fast(model, Naive.settings("factor", Naive.ENOUGH, 0, published))
                            .forwards())
                    .isEqualTo(1);
            apart += Naive.fast(model, Naive.settings("factor", Naive.ENOUGH, 0, strict))
                                    .forwards()
                            == 2
                    ? 1
                    : 0;
        }
        assertThat(apart).isGreaterThan(40);
    }
}

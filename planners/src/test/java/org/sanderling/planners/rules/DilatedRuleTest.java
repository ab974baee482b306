package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DilatedRuleTest {
    @Test
    void shouldCommitEightSlotsInThreeSteps() {
        TableModel model = new TableModel(Naive.template(8), 1, 0.5, 1);
        Naive.Result r = Naive.fast(model, Naive.settings("dilated", Naive.ENOUGH, 0, Map.of()));
        assertThat(r.steps()).isEqualTo(List.of(0, 2, 1, 2, 0, 2, 1, 2));
        assertThat(r.forwards()).isEqualTo(3);
    }

    @Property(tries = 200)
    void shouldHalveTheDistanceEachStep(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 16) int slots,
            @ForAll @IntRange(min = 0, max = 8) int block,
            @ForAll @IntRange(min = 2, max = 4) int base) {
        TableModel model = new TableModel(Naive.template(slots), seed, 0.5, 1);
        int size = block == 0 ? slots : block;
        assertThat(Naive.fast(model, Naive.settings("dilated", Naive.ENOUGH, block, Map.of("base", (double) base))))
                .isEqualTo(Naive.naive(model, block, s -> {
                    int stride = (int) Math.max(1, Math.floor(size / Math.pow(base, s.blockRound + 1.0)));
                    TreeSet<Integer> commit = new TreeSet<>();
                    while (commit.isEmpty()) {
                        for (int slot : s.open) {
                            if ((slot % size) % stride == 0) {
                                commit.add(slot);
                            }
                        }
                        stride = Math.max(1, stride / base);
                    }
                    return commit;
                }));
    }
}

package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FreeDaveRuleTest {
    @Property(tries = 500)
    void shouldEqualGreedyDecodingOfOneTokenAForward(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 0, max = 5) int block,
            @ForAll @IntRange(min = 2, max = 8) int drafts,
            @ForAll @DoubleRange(min = 0, max = 1) double coupling) {
        TableModel model = new TableModel(Naive.template(slots), seed, coupling, drafts);
        Naive.Result greedy = Naive.naive(model, block, s -> s.top(1));
        Naive.Result drafted =
                Naive.fast(model, Naive.settings("freeDave", Naive.ENOUGH, block, Map.of("drafts", (double) drafts)));
        assertThat(drafted.tokens()).isEqualTo(greedy.tokens());
        assertThat(drafted.forwards()).isBetween(1, greedy.forwards());
    }

    @Test
    void shouldNeedFarFewerForwardsWhereTheModelChangesLittle() {
        int greedy = 0;
        int drafted = 0;
        for (long seed = 0; seed < 100; seed++) {
            TableModel model = new TableModel(Naive.template(12), seed, 0.05, 4);
            greedy += 12;
            drafted += Naive.fast(model, Naive.settings("freeDave", Naive.ENOUGH, 0, Map.of("drafts", 4.0)))
                    .forwards();
        }
        assertThat(drafted).isLessThan(greedy / 2);
    }

    @Test
    void shouldDecodeOneByOneWhereTheModelTakesNoBatch() {
        TableModel model = new TableModel(Naive.template(6), 3, 0.5, 1);
        assertThat(Naive.fast(model, Naive.settings("freeDave", Naive.ENOUGH, 0, Map.of()))
                        .forwards())
                .isEqualTo(6);
    }
}

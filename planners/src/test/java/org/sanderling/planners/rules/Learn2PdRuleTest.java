package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;

class Learn2PdRuleTest {
    /** A filter of one weight a slot: logit = 10 (c − 0.5) − s / 2. */
    private static final class Filter implements AuxiliaryModel {
        final MemorySegment input;
        final MemorySegment output;

        Filter(int slots) {
            input = Arena.ofAuto().allocate(4L * slots, 64);
            output = Arena.ofAuto().allocate(4L * slots, 64);
        }

        static double logit(double confidence, int slot) {
            return 10 * (confidence - 0.5) - slot / 2.0;
        }

        @Override
        public MemorySegment input() {
            return input;
        }

        @Override
        public MemorySegment output() {
            return output;
        }

        @Override
        public void run() {
            for (int s = 0; s < input.byteSize() / 4; s++) {
                float c = input.getAtIndex(ValueLayout.JAVA_FLOAT, s);
                output.setAtIndex(ValueLayout.JAVA_FLOAT, s, (float) logit(c, s));
            }
        }

        @Override
        public void close() {}
    }

    @Property(tries = 200)
    void shouldCommitWhatTheFilterAcceptsAndTheStaticShare(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 1, max = 14) int steps) {
        PlanTemplate template = Naive.template(slots);
        TableModel model = new TableModel(template, seed, 0.5, 1);
        DecoderSettings settings =
                Naive.settings("learn2pd", Naive.ENOUGH, 0, Map.of("steps", (double) steps, "accept", 0.8));
        MaskedDiffusionDecoder decoder = new MaskedDiffusionDecoder(
                template,
                model,
                settings,
                Rules.create(new RuleParts(template, settings, null, new Filter(slots), List.of())));
        Plan plan = new Plan(slots, 1, 1, 1);
        StepTrace trace = new StepTrace(Naive.ENOUGH, slots);
        int[] forced = new int[slots];
        Arrays.fill(forced, -1);
        assertThat(decoder.decode(new Observation(1, 1, 1, 1, 1), 0, step -> 9999, forced, plan, trace))
                .isTrue();
        Naive.Result oracle = Naive.naive(model, 0, s -> {
            Set<Integer> commit = new TreeSet<>(s.top(s.share(steps)));
            s.open.stream()
                    .filter(o -> 1 / (1 + Math.exp(-Filter.logit(s.confidence.get(o), o))) > 0.8)
                    .forEach(commit::add);
            return commit;
        });
        assertThat(Arrays.stream(plan.tokens).boxed()).isEqualTo(oracle.tokens());
        assertThat(Arrays.stream(trace.slotStep).boxed()).isEqualTo(oracle.steps());
    }

    @Test
    void shouldRefuseAModelWithoutAFilterOrWithOneOfAnotherShape() {
        PlanTemplate template = Naive.template(4);
        DecoderSettings settings = Naive.settings("learn2pd", 9, 0, Map.of());
        assertThatThrownBy(() -> Rules.create(RuleParts.of(template, settings)))
                .hasMessageContaining("needs a graph 'filter'");
        assertThatThrownBy(() -> Rules.create(new RuleParts(template, settings, null, new Filter(5), List.of())))
                .hasMessageContaining("takes 5");
    }
}

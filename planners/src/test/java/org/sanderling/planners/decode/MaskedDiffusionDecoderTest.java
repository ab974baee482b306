package org.sanderling.planners.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.Budget;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.rules.RuleParts;
import org.sanderling.planners.rules.Rules;

class MaskedDiffusionDecoderTest {
    private static final int BINS = 16;
    private final PlanTemplate template = template(8);
    private final FakeModel model = new FakeModel(template);
    private final Observation observation = new Observation(1, 1, 1, 1, 2);
    private final Plan plan = new Plan(template.size(), 8, 4, 2);

    static PlanTemplate template(int trajectorySlots) {
        List<PlanTemplate.Slot> slots = new ArrayList<>();
        slots.add(new PlanTemplate.Slot("lateral", false, BINS, 3, List.of("left", "straight", "right")));
        for (int i = 0; i < trajectorySlots; i++) {
            slots.add(new PlanTemplate.Slot("trajectory", true, 0, BINS, List.of()));
        }
        return new PlanTemplate(slots, BINS + 3, BINS + 4);
    }

    private static DecoderSettings settings(String rule, int maxForwards, double temperature) {
        return new DecoderSettings(rule, 2, 0.8, 0.8, maxForwards, temperature, 42);
    }

    private boolean decode(DecoderSettings settings, Budget budget, StepTrace trace) {
        int[] forced = new int[template.size()];
        Arrays.fill(forced, -1);
        return decoder(settings).decode(observation, 3, budget, forced, plan, trace);
    }

    private MaskedDiffusionDecoder decoder(DecoderSettings settings) {
        return new MaskedDiffusionDecoder(template, model, settings, Rules.create(RuleParts.of(template, settings)));
    }

    @Test
    void shouldCommitEverythingAtOnceWhereTheModelIsSure() {
        Arrays.fill(model.sharpness, 5f);
        model.wanted = s -> s == 0 ? BINS + 1 : s;
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decode(settings("massWindow", 7, 0), step -> 100, trace)).isTrue();

        assertThat(model.contexts).isEqualTo(1);
        assertThat(plan.forwards).isEqualTo(1);
        assertThat(plan.tokens).containsExactly(BINS + 1, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(plan.coverage).isEqualTo(1f);
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.COMPLETE);
    }

    @Test
    void shouldTakeEasySlotsFirst() {
        Arrays.fill(model.sharpness, 0.01f);
        model.sharpness[4] = 9f;
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decode(settings("massWindow", 7, 0), step -> 100, trace)).isTrue();

        assertThat(trace.slotStep[4]).isZero();
        assertThat(trace.steps).isEqualTo(7).isEqualTo(plan.forwards);
        assertThat(Arrays.stream(trace.slotStep).filter(step -> step == 0).count())
                .isEqualTo(2);
    }

    @Test
    void shouldNeverUseMoreForwardsThanTheBudgetLeaves() {
        Arrays.fill(model.sharpness, 0.01f);
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decode(settings("massWindow", 7, 0), step -> 2 - step, trace))
                .isTrue();

        assertThat(model.forwards).isEqualTo(2);
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.DEADLINE);
        assertThat(plan.coverage).isLessThan(1f);
        assertThat(Arrays.copyOf(trace.forwardsLeft, trace.answers)).containsExactly(2, 1);
    }

    @Test
    void shouldPublishTheLastProposalsWhenTimeRunsOutUnexpectedly() {
        Arrays.fill(model.sharpness, 0.01f);
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decode(settings("massWindow", 7, 0), step -> step == 0 ? 5 : 0, trace))
                .isTrue();

        assertThat(model.forwards).isEqualTo(1);
        assertThat(plan.tokens).doesNotContain(template.maskId());
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.DEADLINE);
    }

    @Test
    void shouldGiveNoPlanWhereNoForwardFits() {
        assertThat(decode(settings("massWindow", 7, 0), step -> 0, new StepTrace(7, template.size())))
                .isFalse();
        assertThat(model.forwards).isZero();
    }

    @Test
    void shouldRecordAForwardThatWasCutOff() {
        Arrays.fill(model.sharpness, 0.01f);
        model.failAt = 2;
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decode(settings("massWindow", 7, 0), step -> 100, trace)).isFalse();

        assertThat(trace.steps).isEqualTo(2);
        assertThat(trace.answers).isEqualTo(3);
        assertThat(trace.forwardsLeft[2]).isEqualTo(Budget.ABANDON);
    }

    @Test
    void shouldGiveNoPlanFromLogitsThatAreNoNumbers() {
        model.poisonAt = 0;
        assertThat(decode(settings("massWindow", 7, 0), step -> 9, new StepTrace(7, template.size())))
                .isFalse();
    }

    @Test
    void shouldSayWhyThereIsNoPlan() {
        StepTrace trace = new StepTrace(7, template.size());
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            model.forwards = 0;
            model.poisonAt = 0;
            model.poison = bad;
            assertThat(decode(settings("anytime", 7, 0), step -> 9, trace)).isFalse();
            assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.NON_FINITE);
        }
        assertThat(decode(settings("anytime", 7, 0), step -> 0, trace)).isFalse();
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.NO_TIME);
    }

    @Test
    void shouldRefuseASlotCacheThatTheModelHasNot() {
        DecoderSettings cached = new DecoderSettings(
                "anytime", 2, 0.8, 0.8, 7, 0, 1, 4, CachePolicy.DUAL, List.of(), java.util.Map.of());
        assertThatThrownBy(() -> decoder(cached)).hasMessageContaining("windows of 0 slots");
    }

    @Test
    void shouldKeepForcedSlotsAndRefuseIllegalOnes() {
        MaskedDiffusionDecoder decoder = decoder(settings("massWindow", 7, 0));
        int[] forced = new int[template.size()];
        Arrays.fill(forced, -1);
        forced[0] = BINS + 2;
        StepTrace trace = new StepTrace(7, template.size());

        assertThat(decoder.decode(observation, 0, step -> 9, forced, plan, trace))
                .isTrue();
        assertThat(plan.tokens[0]).isEqualTo(BINS + 2);
        assertThat(trace.slotStep[0]).isEqualTo(-1);

        forced[0] = 1;
        assertThatThrownBy(() -> decoder.decode(observation, 0, step -> 9, forced, plan, trace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slot 0");
    }

    @Test
    void shouldFollowLladasScheduleOfEqualShares() {
        StepTrace trace = new StepTrace(3, template.size());

        assertThat(decode(settings("llada", 3, 0), step -> 100, trace)).isTrue();

        int[] perStep = new int[3];
        for (int step : trace.slotStep) {
            perStep[step]++;
        }
        assertThat(perStep).containsExactly(3, 3, 3);
    }

    @Test
    void shouldDrawTheSameForTheSameSeedAndAnotherForAnother() {
        Arrays.fill(model.sharpness, 0.05f);
        int[] first = draw(42);
        assertThat(draw(42)).isEqualTo(first);
        assertThat(draw(43)).isNotEqualTo(first);
    }

    private int[] draw(long seed) {
        DecoderSettings s = new DecoderSettings("llada", 2, 0.8, 0.8, 4, 1.0, seed);
        assertThat(decode(s, step -> 100, new StepTrace(4, template.size()))).isTrue();
        return plan.tokens.clone();
    }

    @Test
    void shouldAllocateNothingAfterWarmUp() {
        MaskedDiffusionDecoder decoder = decoder(settings("massWindow", 7, 0));
        int[] forced = new int[template.size()];
        Arrays.fill(forced, -1);
        Budget budget = step -> 100;
        StepTrace trace = new StepTrace(7, template.size());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // classes are loaded and code is compiled in the first rounds; what a decode itself allocates it does in every
        // one
        for (int round = 0; round < 50 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                decoder.decode(observation, i, budget, forced, plan, trace);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}

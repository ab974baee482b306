package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.Clock;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.decode.CounterRandom;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.Incumbent;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.planners.rules.RuleParts;
import org.sanderling.planners.rules.Rules;

/** The anytime decoder against a deadline, on a clock that only its forwards advance. */
class DeadlineDecodingTest {
    private static final long FORWARD_NS = 1_000_000;

    /** What the budget keeps for the rest of the run. */
    private static final long FINISH_NS = 300_000;

    private static final int DECODES = 100_000;
    private static final int SLOTS = 9;

    private static final class SimulatedClock implements Clock {
        long nowNs;

        @Override
        public long monotonicNs() {
            return nowNs;
        }

        @Override
        public long wallNs() {
            return nowNs;
        }
    }

    /** Unsure of everything, so that the rule alone would go on for long; every {@code slowEvery}-th forward takes 10 times. */
    private static final class SlowModel implements DenoisingModel {
        final SimulatedClock clock;
        final int slowEvery;
        final MemorySegment tokens = Arena.ofAuto().allocate(8L * SLOTS, 64);
        final MemorySegment logits = Arena.ofAuto().allocate(4L * SLOTS * 5, 64);
        final MemorySegment cache = Arena.ofAuto().allocate(64, 64);
        final float[] row = new float[SLOTS * 5];
        long forwards;
        boolean stalled;

        SlowModel(SimulatedClock clock, int slowEvery) {
            this.clock = clock;
            this.slowEvery = slowEvery;
        }

        @Override
        public void context(Observation observation) {
            stalled = false;
        }

        @Override
        public void denoise() {
            forwards++;
            boolean slow = slowEvery > 0 && forwards % slowEvery == 0;
            stalled |= slow;
            clock.nowNs += slow ? 10 * FORWARD_NS : FORWARD_NS;
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) CounterRandom.uniform(5, forwards, 0, i);
            }
            MemorySegment.copy(row, 0, logits, ValueLayout.JAVA_FLOAT, 0, row.length);
        }

        @Override
        public MemorySegment tokens() {
            return tokens;
        }

        @Override
        public MemorySegment logits() {
            return logits;
        }

        @Override
        public MemorySegment cache() {
            return cache;
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    /** What came of many decodes. */
    private record Outcome(int misses, int quick, int complete, int stalled, int ofThisTick) {}

    private static Plan plan() {
        return new Plan(SLOTS, 1, 1, 1);
    }

    private static PlanTemplate template() {
        List<PlanTemplate.Slot> slots = new ArrayList<>();
        for (int s = 0; s < SLOTS; s++) {
            slots.add(new PlanTemplate.Slot("s" + s, false, 0, 4, List.of("a", "b", "c", "d")));
        }
        return new PlanTemplate(slots, 4, 5);
    }

    /** The pacer publishes at the deadline what was offered by then: this tick's plan or incumbent, else the last plan. */
    private static Outcome decode(int slowEvery) {
        SimulatedClock clock = new SimulatedClock();
        SlowModel model = new SlowModel(clock, slowEvery);
        ForwardTimes times = new ForwardTimes(0.95);
        DeadlineBudget budget = new DeadlineBudget(clock, times);
        long[] offeredNs = {Long.MAX_VALUE};
        PlanTemplate template = template();
        DecoderSettings settings = new DecoderSettings("anytime", 0, 0.9, 0.9, 12, 0, 1);
        MaskedDiffusionDecoder decoder = new MaskedDiffusionDecoder(
                template,
                new TimedModel(model, clock, times),
                settings,
                Rules.create(RuleParts.of(template, settings)),
                new Incumbent(
                        (plan, observation) -> {},
                        (plan, observation) -> PlanCheck.OK,
                        plan(),
                        plan(),
                        better -> offeredNs[0] = Math.min(offeredNs[0], clock.nowNs)));
        Observation observation = new Observation(1, 1, 1, 1, 1);
        int[] forced = new int[SLOTS];
        Arrays.fill(forced, -1);
        Plan plan = plan();
        StepTrace trace = new StepTrace(12, SLOTS);
        boolean anyBefore = true; // the safe stop
        int misses = 0;
        int quick = 0;
        int complete = 0;
        int stalled = 0;
        int ofThisTick = 0;
        for (int i = 0; i < DECODES; i++) {
            offeredNs[0] = Long.MAX_VALUE;
            budget.dueNs = clock.nowNs + 3 * FORWARD_NS + FINISH_NS;
            boolean planned = decoder.decode(observation, i, budget, forced, plan, trace);
            boolean inTime = planned && clock.nowNs <= budget.dueNs;
            boolean incumbent = offeredNs[0] <= budget.dueNs;
            misses += inTime || incumbent || anyBefore ? 0 : 1;
            anyBefore = true;
            ofThisTick += inTime || incumbent ? 1 : 0;
            if (model.stalled) {
                stalled++;
            } else {
                quick++;
                complete += inTime ? 1 : 0;
                misses += planned && !inTime ? 1 : 0;
            }
            clock.nowNs = Math.max(clock.nowNs, budget.dueNs);
        }
        return new Outcome(misses, quick, complete, stalled, ofThisTick);
    }

    @Test
    void shouldMissNoDeadlineOfThreeForwards() {
        Outcome o = decode(0);
        assertThat(o.misses()).isZero();
        assertThat(o.complete()).isEqualTo(DECODES);
    }

    @Test
    void shouldMissNoneWhenEveryFiftiethForwardTakesTenTimesAsLong() {
        Outcome o = decode(50);
        assertThat(o.misses()).isZero();
        assertThat(o.stalled()).isGreaterThan(DECODES / 50);
        assertThat(o.complete()).isGreaterThanOrEqualTo((int) (0.95 * o.quick()));
        // a stall in the first forward leaves nothing of this tick; one in a later forward leaves its incumbent
        assertThat(o.ofThisTick()).isGreaterThan(o.complete() + o.stalled() / 3);
    }

    @Test
    void shouldTryAForwardAgainAfterAStallThatFilledTheWindow() {
        SimulatedClock clock = new SimulatedClock();
        ForwardTimes times = new ForwardTimes(0.95);
        DeadlineBudget budget = new DeadlineBudget(clock, times);
        for (int i = 0; i < 64; i++) {
            times.add(i % 3 == 0 ? 10 * FORWARD_NS : FORWARD_NS);
        }
        budget.dueNs = 3 * FORWARD_NS + FINISH_NS;
        assertThat(budget.forwardsLeft(0)).isEqualTo(1);
        assertThat(budget.forwardsLeft(1)).isZero();
    }
}

package org.sanderling.runtime.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.config.Deployment;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.tokenizers.TokenizerSpec;

class LadderTest {
    private static final long PERIOD_NS = 50_000_000;
    private static final int SAMPLES = 20;

    private final PlanLimits limits = new PlanLimits(
            new Deployment.Limits(
                    List.of(
                            new Deployment.DofLimit("steering", -1, 1, 20, 1.5, null),
                            new Deployment.DofLimit("throttle", 0, 1, 5, 0.5, 0.0)),
                    800,
                    1.0),
            List.of(new TokenizerSpec.Dof("steering", "1", -1), new TokenizerSpec.Dof("throttle", "1", -1)));
    private final Ladder ladder = new Ladder(limits, plan(0, 0), PERIOD_NS);
    private final Decision decision = new Decision(4, 4, Ladder.sampleCapacity(limits, plan(0, 0), PERIOD_NS), 2);

    private static Plan plan(long tick, float steering) {
        Plan p = new Plan(4, 4, SAMPLES, 2);
        p.tick = tick;
        p.stampNs = tick * PERIOD_NS;
        for (int i = 0; i < SAMPLES; i++) {
            p.samples[2 * i] = steering;
            p.samples[2 * i + 1] = 0.6f;
        }
        return p;
    }

    private Rung decide(long tick, Plan plan, Reason cause, boolean shutdown) {
        decision.tick = tick;
        decision.deadlineNs = tick * PERIOD_NS + 40_000_000;
        ladder.decide(plan, cause, shutdown, decision);
        return Rung.of(decision.rung);
    }

    @Test
    void shouldBeSilentBeforeTheFirstPlan() {
        assertThat(decide(0, null, Reason.INPUT_MISSING, false)).isEqualTo(Rung.SILENT);
        assertThat(decision.sampleCount).isZero();
        assertThat(decision.minimalRisk).isTrue();
        assertThat(Reason.of(decision.reason)).isEqualTo(Reason.INPUT_MISSING);
    }

    @Test
    void shouldFollowTheLastPlanAndThenStopWithinTheLimits() {
        assertThat(decide(0, plan(0, 0.4f), Reason.NONE, false)).isEqualTo(Rung.FRESH);
        float last = 0.6f;
        for (long tick = 1; tick < 60; tick++) {
            Rung rung = decide(tick, null, Reason.PLAN_LATE, false);
            assertThat(rung).isEqualTo(tick < 16 ? Rung.TAIL : Rung.STOP);
            assertThat(decision.samples[0]).isEqualTo(0.4f);
            float throttle = decision.samples[1];
            assertThat(throttle).isBetween(0f, last);
            assertThat(last - throttle).isLessThanOrEqualTo(5 * 0.05f + 1e-6f);
            last = throttle;
        }
        assertThat(last).isZero();
        assertThat(ladder.standstill(59)).isTrue();
    }

    @Test
    void shouldComeBackToFreshAfterAStop() {
        decide(0, plan(0, 0.4f), Reason.NONE, false);
        decide(50, null, Reason.INPUT_STALE, false);
        assertThat(decide(51, plan(51, -0.9f), Reason.NONE, false)).isEqualTo(Rung.FRESH);
    }

    @Test
    void shouldStopOnShutdownWhateverIsOffered() {
        decide(0, plan(0, 0.4f), Reason.NONE, false);
        assertThat(decide(1, plan(1, 0.4f), Reason.NONE, true)).isEqualTo(Rung.STOP);
        assertThat(Reason.of(decision.reason)).isEqualTo(Reason.SHUTDOWN);
        decide(21, plan(21, 0.4f), Reason.NONE, true);
        assertThat(decision.samples[1]).isZero();
        assertThat(ladder.standstill(21)).as("the end is still to be published").isFalse();
        assertThat(ladder.standstill(22)).isTrue();
    }

    @Test
    void shouldRefusePlansBeyondTheLimits() {
        LimitCheck check = new LimitCheck(limits, PERIOD_NS);
        Observation observation = new Observation(1, 1, 1, 1, 2);
        observation.measured[1] = 0.6f;
        check.join(10_000_000, new float[] {Float.NaN, Float.NaN});

        assertThat(check.check(plan(0, 0.4f), observation)).isEqualTo(PlanCheck.OK);
        assertThat(check.check(plan(0, Float.NaN), observation)).isEqualTo(Reason.PLAN_NON_FINITE.ordinal());
        assertThat(check.check(plan(0, 1.5f), observation)).isEqualTo(Reason.PLAN_RANGE.ordinal());
        Plan fast = plan(0, -0.9f);
        fast.samples[10] = 0.9f;
        assertThat(check.check(fast, observation)).isEqualTo(Reason.PLAN_RATE.ordinal());
        observation.measured[1] = 0f;
        assertThat(check.check(plan(0, 0.4f), observation)).isEqualTo(Reason.PLAN_JUMP.ordinal());
        observation.measured[1] = 0.6f;
        check.join(10_000_000, new float[] {0.4f, 0.05f});
        assertThat(check.check(plan(0, 0.4f), observation)).isEqualTo(Reason.PLAN_JUMP.ordinal());
    }
}

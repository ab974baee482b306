package org.sanderling.runtime.safety;

import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Plan;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;

/**
 * The supervisor's choice of a rung: FRESH → TAIL → STOP → SILENT.
 *
 * <p>After each FRESH decision the whole way on without any further plan is laid out beforehand, as one trajectory: the
 * plan's samples as long as they may be followed (TAIL), then a bounded stop spline (STOP), then its end, held. A later
 * tick without a plan publishes that trajectory shifted by the ticks that were counted, so that going down the ladder costs
 * a copy, and nothing has to be decided in a hurry.
 *
 * <p>The same class decides live and in a replay. One thread; deterministic in its arguments; allocates nothing.
 */
public final class Ladder {
    private final PlanLimits limits;
    private final long periodNs;
    private final Plan incumbent;
    private final float[] way;
    private final int tailSamples;
    private boolean started;
    private boolean stopping;
    private long wayTick;
    private long wayStartNs;
    private int waySamples;
    private int tailEnd;

    /**
     * A ladder with nothing to continue from.
     *
     * @param incumbent a plan of the model's shape, taken over as storage
     * @param periodNs time between ticks, which is also the time between a plan's samples, ns
     */
    public Ladder(PlanLimits limits, Plan incumbent, long periodNs) {
        this.limits = limits;
        this.periodNs = periodNs;
        this.incumbent = incumbent;
        tailSamples = (int) Math.min(incumbent.sampleCount() - 1, limits.tailNs / periodNs);
        way = new float[sampleCapacity(limits, incumbent, periodNs) * limits.dofs()];
    }

    /** Most samples that a decision may have. */
    public static int sampleCapacity(PlanLimits limits, Plan plan, long periodNs) {
        float longest = limits.stopS;
        for (int d = 0; d < limits.dofs(); d++) {
            longest = Math.max(longest, 1.5f * (limits.max[d] - limits.min[d]) / limits.ratePerS[d]);
        }
        return plan.sampleCount() + (int) Math.ceil(longest / (periodNs * 1e-9)) + 2;
    }

    /** Whether there is anything to continue from. */
    public boolean started() {
        return started;
    }

    /** Whether the end of the stop spline has been published before this tick. */
    public boolean standstill(long tick) {
        return started && tick - wayTick >= waySamples;
    }

    /**
     * What the last published trajectory says for a time, for the next plan to join.
     *
     * @param wallNs wall-clock time
     * @param out [dofs]; NaN where nothing has to be joined: before the first plan, and from STOP on
     */
    public void published(long tick, long wallNs, float[] out) {
        boolean joinable = started && !stopping && tick - wayTick <= tailEnd;
        for (int d = 0; d < out.length; d++) {
            out[d] = joinable
                    ? Samples.at(way, waySamples, limits.dofs(), d, (wallNs - wayStartNs) / (float) periodNs)
                    : Float.NaN;
        }
    }

    /**
     * Chooses the rung and fills the decision's trajectory. The caller has filled tick, stamps and deadline.
     *
     * @param plan the plan that was offered in time and passed the check, or null
     * @param cause why there is none; {@link Reason#NONE} with a plan
     * @param shutdown the process was asked to end: STOP, whatever was offered
     */
    public void decide(@Nullable Plan plan, Reason cause, boolean shutdown, Decision out) {
        if (shutdown && !stopping && started) {
            stopFromHere(out.tick);
        }
        if (plan != null && !stopping && !shutdown) {
            fresh(plan, out);
        } else {
            onward(shutdown ? Reason.SHUTDOWN : cause, out);
        }
        out.samplePeriodNs = periodNs;
        out.validUntilNs = out.sampleCount == 0
                ? out.deadlineNs + periodNs
                : out.trajectoryStartNs + (out.sampleCount - 1) * periodNs;
    }

    private void fresh(Plan plan, Decision out) {
        incumbent.copyFrom(plan);
        started = true;
        wayTick = out.tick;
        wayStartNs = plan.stampNs;
        int dofs = limits.dofs();
        System.arraycopy(plan.samples, 0, way, 0, (tailSamples + 1) * dofs);
        tailEnd = tailSamples;
        appendStop(tailSamples);
        out.rung = Rung.FRESH.ordinal();
        out.reason = Reason.NONE.ordinal();
        out.shift = 0;
        out.minimalRisk = false;
        out.sampleCount = plan.sampleCount();
        out.trajectoryStartNs = plan.stampNs;
        System.arraycopy(plan.samples, 0, out.samples, 0, plan.samples.length);
        describePlan(out);
    }

    private void onward(Reason cause, Decision out) {
        if (!started) {
            out.rung = Rung.SILENT.ordinal();
            out.reason = (cause == Reason.NONE ? Reason.NO_INCUMBENT : cause).ordinal();
            out.shift = 0;
            out.minimalRisk = true;
            out.sampleCount = 0;
            out.trajectoryStartNs = 0;
            noPlan(out);
            return;
        }
        int dofs = limits.dofs();
        int shift = (int) Math.min(out.tick - wayTick, waySamples - 1);
        boolean tail = shift < tailEnd;
        out.rung = (tail ? Rung.TAIL : Rung.STOP).ordinal();
        out.reason = (tail || cause == Reason.SHUTDOWN ? cause : Reason.TAIL_EXHAUSTED).ordinal();
        out.shift = shift;
        out.minimalRisk = !tail;
        out.sampleCount = waySamples - shift;
        out.trajectoryStartNs = wayStartNs + (out.tick - wayTick) * periodNs;
        System.arraycopy(way, shift * dofs, out.samples, 0, out.sampleCount * dofs);
        if (tail) {
            describePlan(out);
        } else {
            noPlan(out);
        }
    }

    /** Replaces the rest of the way by a stop that starts where this tick stands. */
    private void stopFromHere(long tick) {
        int dofs = limits.dofs();
        int shift = (int) Math.min(tick - wayTick, waySamples - 1);
        System.arraycopy(way, shift * dofs, way, 0, dofs);
        wayStartNs += (tick - wayTick) * periodNs;
        wayTick = tick;
        tailEnd = 0;
        stopping = true;
        appendStop(0);
    }

    private void appendStop(int from) {
        int dofs = limits.dofs();
        float durationS = StopSpline.durationS(limits, way, from * dofs);
        int steps = (int) Math.ceil(durationS / (periodNs * 1e-9));
        for (int k = 1; k <= steps; k++) {
            for (int d = 0; d < dofs; d++) {
                way[(from + k) * dofs + d] =
                        StopSpline.at(limits, way, from * dofs, d, k * periodNs * 1e-9f, durationS);
            }
        }
        waySamples = from + steps + 1;
    }

    private void describePlan(Decision out) {
        out.planTick = incumbent.tick;
        System.arraycopy(incumbent.tokens, 0, out.tokens, 0, out.tokens.length);
        System.arraycopy(incumbent.controlPoints, 0, out.controlPoints, 0, out.controlPoints.length);
        out.coverage = incumbent.coverage;
        out.forwards = incumbent.forwards;
        out.stopReason = incumbent.stopReason;
        float sum = 0f;
        for (float c : incumbent.confidence) {
            sum += c;
        }
        out.confidence = sum / incumbent.confidence.length;
    }

    private static void noPlan(Decision out) {
        out.planTick = -1;
        java.util.Arrays.fill(out.tokens, -1);
        java.util.Arrays.fill(out.controlPoints, 0f);
        out.coverage = 0f;
        out.forwards = 0;
        out.stopReason = 0;
        out.confidence = 0f;
    }
}

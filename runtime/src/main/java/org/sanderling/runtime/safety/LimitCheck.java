package org.sanderling.runtime.safety;

import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.runtime.decision.Reason;

/**
 * Checks a plan against the deployment's limits and saturates what the actuator would: finite everywhere; no sample
 * beyond the range by more than a spline's overshoot; no change faster than the rate limit; joined to the measured state
 * and to what was last published within the jump limit at the predicted time of publication.
 *
 * <p>Planner thread (or a replay); deterministic; allocates nothing.
 */
public final class LimitCheck implements PlanCheck {
    /** A spline may leave the range between its samples by this share of the range; the actuator saturates there. */
    private static final float OVERSHOOT_SHARE = 0.1f;

    private final PlanLimits limits;
    private final float periodS;
    private final float[] published;
    private long publishOffsetNs;

    public LimitCheck(PlanLimits limits, long periodNs) {
        this.limits = limits;
        periodS = periodNs * 1e-9f;
        published = new float[limits.dofs()];
    }

    /**
     * What the next plans have to join.
     *
     * @param offsetNs predicted time of publication after the observation's stamp, ns
     * @param lastPublished what was last published, evaluated at that time; NaN where there is nothing to join
     */
    public void join(long offsetNs, float[] lastPublished) {
        publishOffsetNs = offsetNs;
        System.arraycopy(lastPublished, 0, published, 0, published.length);
    }

    @Override
    public int check(Plan plan, Observation observation) {
        int dofs = limits.dofs();
        int n = plan.sampleCount();
        for (float v : plan.samples) {
            if (!Float.isFinite(v)) {
                return Reason.PLAN_NON_FINITE.ordinal();
            }
        }
        for (int i = 0; i < plan.samples.length; i++) {
            int d = i % dofs;
            float overshoot = OVERSHOOT_SHARE * (limits.max[d] - limits.min[d]);
            if (plan.samples[i] > limits.max[d] + overshoot || plan.samples[i] < limits.min[d] - overshoot) {
                return Reason.PLAN_RANGE.ordinal();
            }
            plan.samples[i] = limits.saturate(d, plan.samples[i]);
        }
        for (int i = dofs; i < n * dofs; i++) {
            float change = Math.abs(plan.samples[i] - plan.samples[i - dofs]);
            if (change > limits.ratePerS[i % dofs] * periodS) {
                return Reason.PLAN_RATE.ordinal();
            }
        }
        for (int d = 0; d < dofs; d++) {
            float value = at(plan, d);
            boolean joins = Math.abs(value - observation.measured[d]) <= limits.jump[d]
                    && !(Math.abs(value - published[d]) > limits.jump[d]);
            if (!joins) {
                return Reason.PLAN_JUMP.ordinal();
            }
        }
        return OK;
    }

    private float at(Plan plan, int dof) {
        return Samples.at(plan.samples, plan.sampleCount(), limits.dofs(), dof, publishOffsetNs * 1e-9f / periodS);
    }
}

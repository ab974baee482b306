package org.sanderling.evaluation.twoways;

import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.runtime.decision.Reason;

/**
 * What can be said of a lateral path without knowing the scene: it is finite, begins where the robot was measured, and asks for
 * no sideways acceleration beyond the robot's. Experts stay below 4 m/s². One thread.
 */
final class PathCheck implements PlanCheck {
    private static final double MOST_ACCELERATION_MPS2 = 6.0;
    private static final double MOST_JUMP_M = 0.1;

    private final double rateHz;

    PathCheck(double rateHz) {
        this.rateHz = rateHz;
    }

    @Override
    public int check(Plan plan, Observation observation) {
        float[] y = plan.samples;
        for (float value : y) {
            if (!(Math.abs(value) <= Float.MAX_VALUE)) {
                return Reason.PLAN_NON_FINITE.ordinal();
            }
        }
        if (Math.abs(y[0] - observation.measured[0]) > MOST_JUMP_M) {
            return Reason.PLAN_JUMP.ordinal();
        }
        for (int i = 2; i < y.length; i++) {
            if (Math.abs(y[i] - 2.0 * y[i - 1] + y[i - 2]) * rateHz * rateHz > MOST_ACCELERATION_MPS2) {
                return Reason.PLAN_RATE.ordinal();
            }
        }
        return OK;
    }
}

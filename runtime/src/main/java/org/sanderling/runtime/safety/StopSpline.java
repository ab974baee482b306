package org.sanderling.runtime.safety;

/**
 * The bounded way to standstill: each degree of freedom goes from where it is to its stop target on the cubic
 * 3τ² − 2τ³, which starts and ends with rate 0 and is fastest, 1.5 |Δ| / T, in the middle. T is the deployment's stop
 * time, longer where the rate limit asks for it.
 *
 * <p>Deterministic; allocates nothing.
 */
final class StopSpline {
    private StopSpline() {}

    /** Duration, s. */
    static float durationS(PlanLimits limits, float[] from, int offset) {
        float longest = limits.stopS;
        for (int d = 0; d < limits.dofs(); d++) {
            float change = Math.abs(target(limits, from, offset, d) - from[offset + d]);
            longest = Math.max(longest, 1.5f * change / limits.ratePerS[d]);
        }
        return longest;
    }

    /** Value of one degree of freedom {@code tS} after the start. */
    static float at(PlanLimits limits, float[] from, int offset, int dof, float tS, float durationS) {
        float tau = Math.min(1f, Math.max(0f, tS / durationS));
        float s = tau * tau * (3f - 2f * tau);
        float start = from[offset + dof];
        return start + (target(limits, from, offset, dof) - start) * s;
    }

    private static float target(PlanLimits limits, float[] from, int offset, int dof) {
        float target = limits.stop[dof];
        return Float.isNaN(target) ? limits.saturate(dof, from[offset + dof]) : target;
    }
}

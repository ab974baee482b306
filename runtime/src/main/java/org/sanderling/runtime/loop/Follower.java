package org.sanderling.runtime.loop;

import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.safety.PlanLimits;
import org.sanderling.runtime.safety.Samples;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * The setpoint that a published decision gives for a time: the spline itself as long as its plan is followed, the samples
 * of the bounded stop after that. One thread; deterministic; allocates nothing.
 */
public final class Follower {
    private final BeastTokenizer tokenizer;
    private final PlanLimits limits;

    public Follower(BeastTokenizer tokenizer, PlanLimits limits) {
        this.tokenizer = tokenizer;
        this.limits = limits;
    }

    /**
     * Evaluates a decision.
     *
     * @param nowNs wall-clock time
     * @param out [dofs]
     * @return false where the decision gives no setpoint: SILENT, or no longer valid
     */
    public boolean at(Decision decision, long nowNs, float[] out) {
        if (decision.sampleCount == 0 || (nowNs > decision.validUntilNs && decision.rung != Rung.STOP.ordinal())) {
            return false;
        }
        long planStartNs = decision.trajectoryStartNs - decision.shift * decision.samplePeriodNs;
        boolean spline = decision.planTick >= 0 && nowNs - planStartNs <= limits.tailNs();
        if (spline) {
            tokenizer.evaluate(decision.controlPoints, (nowNs - planStartNs) * 1e-9f, out);
        }
        for (int d = 0; d < out.length; d++) {
            float value = spline
                    ? out[d]
                    : Samples.at(
                            decision.samples,
                            decision.sampleCount,
                            out.length,
                            d,
                            (nowNs - decision.trajectoryStartNs) / (float) decision.samplePeriodNs);
            out[d] = limits.saturate(d, value);
        }
        return true;
    }
}

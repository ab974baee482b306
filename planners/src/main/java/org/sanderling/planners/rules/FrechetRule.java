package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * Commits the largest n whose proposals' joint probability is bounded from below: Σ_{i≤n} c_i − (n−1) − (1 − c_(n)) > δ, at
 * least one (Fast-dLLM++, arXiv 2606.02955, the Fréchet bound).
 */
final class FrechetRule implements CommitRule {
    static final Parameter DELTA = new Parameter("delta", "1", 0.25, -1, 1, "δ, what the bound has to exceed");

    static final RuleInfo INFO = new RuleInfo(
            "frechet",
            "Fast-dLLM++, arXiv 2606.02955 (Fréchet bound)",
            "the largest n with Σ c − (n−1) − (1 − c_(n)) > δ",
            List.of(DELTA),
            FrechetRule::new);

    private final float delta;

    private FrechetRule(RuleParts parts) {
        delta = (float) parts.parameter("delta");
    }

    @Override
    public void select(Step step) {
        step.commitTop(Math.max(1, prefix(step, delta)));
    }

    /** The largest n that the bound allows; 0 where it allows none. */
    static int prefix(Step step, float delta) {
        float bound = 1f;
        int n = 0;
        while (n < step.openCount) {
            float c = step.scores.confidence[step.order[n]];
            bound += c - 1f;
            if (!(bound - (1f - c) > delta)) {
                return n;
            }
            n++;
        }
        return n;
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/** Commits c ≥ τ, and always the most confident slot (Fast-dLLM v1, arXiv 2505.22618, §3.3, confidence-aware threshold). */
final class ThresholdRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "threshold",
            "Fast-dLLM, arXiv 2505.22618, §3.3 (threshold)",
            "every slot with confidence ≥ τ, at least one",
            List.of(new Parameter("threshold", "1", 0.9, 0, 1, "τ")),
            ThresholdRule::new);

    private final float threshold;

    private ThresholdRule(RuleParts parts) {
        threshold = (float) parts.parameter("threshold");
    }

    @Override
    public void select(Step step) {
        int n = 1;
        while (n < step.openCount && step.scores.confidence[step.order[n]] >= threshold) {
            n++;
        }
        step.commitTop(n);
    }
}

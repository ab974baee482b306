package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * Commits the largest n with c_(n) ≥ 1 − f/(n+1), at least one (Fast-dLLM v1, arXiv 2505.22618, §3.3, factor-based; Theorem 1).
 *
 * <p>The published code is off by one: where only the least confident slot fails, it commits that one too, so that two
 * remaining masks always go together. {@code published} 1 repeats this.
 */
final class FactorRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "factor",
            "Fast-dLLM, arXiv 2505.22618, §3.3 (factor), Theorem 1",
            "the largest n with the n-th confidence ≥ 1 − f/(n+1)",
            List.of(
                    new Parameter("factor", "1", 1, 0, 100, "f"),
                    new Parameter("published", "1", 0, 0, 1, "1 repeats the published code's off-by-one")),
            FactorRule::new);

    private final float factor;
    private final boolean published;

    private FactorRule(RuleParts parts) {
        factor = (float) parts.parameter("factor");
        published = parts.on("published");
    }

    @Override
    public void select(Step step) {
        int n = 1;
        while (n < step.openCount && step.scores.confidence[step.order[n]] >= 1f - factor / (n + 2)) {
            n++;
        }
        boolean onlyTheLastFails = n == step.openCount - 1;
        step.commitTop(published && onlyTheLastFails ? n + 1 : n);
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Step;

/**
 * Commits every slot whose confidence reaches its kind's threshold (Fast-dLLM's threshold rule, arXiv 2505.22618, with
 * the confidence of an ordinal slot taken over a window in physical units), and the most confident share that the deadline
 * asks for.
 */
final class MassWindowRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "massWindow",
            "Fast-dLLM, arXiv 2505.22618, §3.3, with a window's mass as confidence (ours)",
            "every slot whose confidence reaches ordinalThreshold or categoricalThreshold",
            List.of(),
            MassWindowRule::new);

    private final float ordinalThreshold;
    private final float categoricalThreshold;

    private MassWindowRule(RuleParts parts) {
        ordinalThreshold = (float) parts.settings().ordinalThreshold();
        categoricalThreshold = (float) parts.settings().categoricalThreshold();
    }

    @Override
    public void select(Step step) {
        for (int i = 0; i < step.openCount; i++) {
            int s = step.order[i];
            float threshold = step.scores.ordinal(s) ? ordinalThreshold : categoricalThreshold;
            step.commit[s] = step.scores.confidence[s] >= threshold;
        }
        if (step.forwardsLeft > 1) {
            step.commitTop(step.need);
        }
    }
}

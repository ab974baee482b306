package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/**
 * Commits every slot with c > τ where these are at least the static schedule's share, else that share of the most confident
 * (SDAR, arXiv 2510.06303, low_confidence_dynamic).
 */
final class SdarDynamicRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "lowConfidenceDynamic",
            "SDAR, arXiv 2510.06303 (low-confidence dynamic)",
            "every slot with confidence > τ, at least the static share",
            List.of(LladaRule.STEPS, new Parameter("threshold", "1", 0.85, 0, 1, "τ")),
            SdarDynamicRule::new);

    private final StaticSchedule schedule;
    private final float threshold;

    private SdarDynamicRule(RuleParts parts) {
        schedule = new StaticSchedule(parts.whole("steps"));
        threshold = (float) parts.parameter("threshold");
    }

    @Override
    public void select(Step step) {
        int n = 0;
        while (n < step.openCount && step.scores.confidence[step.order[n]] > threshold) {
            n++;
        }
        step.commitTop(Math.max(n, schedule.share(step)));
    }
}

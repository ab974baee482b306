package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Step;

/** Static schedule from the first slot to the last: the order of an autoregressive model (SDAR, arXiv 2510.06303, sequential). */
final class LeftToRightRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "leftToRight",
            "SDAR, arXiv 2510.06303 (sequential)",
            "an equal number each step, in the order of the slots",
            List.of(LladaRule.STEPS),
            LeftToRightRule::new);

    private final StaticSchedule schedule;

    private LeftToRightRule(RuleParts parts) {
        schedule = new StaticSchedule(parts.whole("steps"));
    }

    @Override
    public void select(Step step) {
        for (int s = 0; s < step.priority.length; s++) {
            step.priority[s] = -s;
        }
        step.rank();
        step.commitTop(schedule.share(step));
    }
}

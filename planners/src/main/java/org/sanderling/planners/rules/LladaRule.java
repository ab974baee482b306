package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.Step;

/** LLaDA's static schedule, the most confident slots first (arXiv 2502.09992, §2.4, low-confidence remasking). */
final class LladaRule implements CommitRule {
    static final Parameter STEPS = new Parameter(
            "steps", "1", 0, 0, 4096, "steps of the schedule, shared out among the blocks; 0 for maxForwards");

    static final RuleInfo INFO = new RuleInfo(
            "llada",
            "LLaDA, arXiv 2502.09992, §2.4 (low-confidence remasking)",
            "an equal number each step, the remainder in the earliest, most confident first",
            List.of(STEPS),
            LladaRule::new);

    private final StaticSchedule schedule;

    private LladaRule(RuleParts parts) {
        schedule = new StaticSchedule(parts.whole("steps"));
    }

    @Override
    public void select(Step step) {
        step.commitTop(schedule.share(step));
    }
}

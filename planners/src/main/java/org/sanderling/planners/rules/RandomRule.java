package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.CounterRandom;
import org.sanderling.planners.decode.Step;

/** LLaDA's static schedule in random order (arXiv 2502.09992, §2.4, random remasking). */
final class RandomRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "random",
            "LLaDA, arXiv 2502.09992, §2.4 (random remasking)",
            "an equal number each step, the remainder in the earliest, in random order",
            List.of(LladaRule.STEPS),
            RandomRule::new);

    /** Keeps these draws apart from those of the tokens. */
    private static final long STREAM = 0x72616E646F6D4C4CL;

    private final StaticSchedule schedule;

    private RandomRule(RuleParts parts) {
        schedule = new StaticSchedule(parts.whole("steps"));
    }

    @Override
    public void select(Step step) {
        for (int s = 0; s < step.priority.length; s++) {
            step.priority[s] = (float) CounterRandom.uniform(step.seed ^ STREAM, step.tick, step.round, s);
        }
        step.rank();
        step.commitTop(schedule.share(step));
    }
}

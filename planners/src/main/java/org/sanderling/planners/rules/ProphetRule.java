package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.SlotScores;
import org.sanderling.planners.decode.Step;

/**
 * Fills every mask and stops as soon as the proposals stand out far enough; until then LLaDA's schedule (Prophet, arXiv
 * 2508.19982, §3, early commit decoding). The gap is the first minus the second greatest logit; as published, its mean over
 * the masked slots has to reach a threshold that falls with the progress. {@code minimum} 1 (ours) asks it of the worst slot,
 * which a mean hides.
 */
final class ProphetRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "prophet",
            "Prophet, arXiv 2508.19982, §3 (early commit); minimum gap: ours",
            "LLaDA's schedule, until the logit gap is large enough to fill the rest",
            List.of(
                    LladaRule.STEPS,
                    new Parameter("early", "1", 7.5, 0, 1000, "gap below 33 % progress"),
                    new Parameter("middle", "1", 5, 0, 1000, "gap below 67 % progress"),
                    new Parameter("late", "1", 2.5, 0, 1000, "gap from there on"),
                    new Parameter("minimum", "1", 0, 0, 1, "1 takes the least gap of the slots, not their mean")),
            ProphetRule::new);

    private final StaticSchedule schedule;
    private final int steps;
    private final float early;
    private final float middle;
    private final float late;
    private final boolean minimum;

    private ProphetRule(RuleParts parts) {
        steps = parts.whole("steps");
        schedule = new StaticSchedule(steps);
        early = (float) parts.parameter("early");
        middle = (float) parts.parameter("middle");
        late = (float) parts.parameter("late");
        minimum = parts.on("minimum");
    }

    @Override
    public int needs() {
        return SlotScores.GAP;
    }

    @Override
    public void select(Step step) {
        int all = steps == 0 ? step.maxForwards : steps;
        float progress = (float) step.round / all;
        float threshold = progress < 0.33f ? early : progress < 0.67f ? middle : late;
        if (gap(step) >= threshold) {
            step.finish = true;
        } else {
            step.commitTop(schedule.share(step));
        }
    }

    private float gap(Step step) {
        float least = Float.MAX_VALUE;
        double sum = 0;
        int n = 0;
        for (int s = 0; s < step.scores.masked.length; s++) {
            if (step.scores.masked[s]) {
                least = Math.min(least, step.scores.gap[s]);
                sum += step.scores.gap[s];
                n++;
            }
        }
        return minimum ? least : (float) (sum / n);
    }
}

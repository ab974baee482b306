package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.SlotScores;
import org.sanderling.planners.decode.Step;

/**
 * Commits the slots of least entropy as long as their entropies, summed up before each, stay below a bound, at least one (SDAR,
 * arXiv 2510.06303, entropy_bounded, γ 0.35 nat; after EB-Sampler, arXiv 2505.24857, §4). {@code withoutLast} 1 leaves the
 * greatest entropy out of the sum, as EB-Sampler's bound on the joint dependence error does.
 */
final class EntropyBoundRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "entropyBound",
            "SDAR, arXiv 2510.06303 (entropy bounded); EB-Sampler, arXiv 2505.24857, §4",
            "slots of least entropy while the sum stays below a bound",
            List.of(
                    new Parameter("bound", "nat", 0.35, 0, 1000, "γ"),
                    new Parameter("withoutLast", "1", 0, 0, 1, "1 bounds Σ H − max H, as EB-Sampler does")),
            EntropyBoundRule::new);

    private final double bound;
    private final boolean withoutLast;

    private EntropyBoundRule(RuleParts parts) {
        bound = parts.parameter("bound");
        withoutLast = parts.on("withoutLast");
    }

    @Override
    public int needs() {
        return SlotScores.ENTROPY;
    }

    @Override
    public void select(Step step) {
        for (int s = 0; s < step.priority.length; s++) {
            step.priority[s] = -step.scores.entropy[s];
        }
        step.rank();
        int n = 0;
        double sum = 0;
        while (n < step.openCount) {
            double h = step.scores.entropy[step.order[n]];
            if (withoutLast ? sum > bound : sum + h >= bound) {
                break;
            }
            sum += h;
            n++;
        }
        step.commitTop(Math.max(1, n));
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.SlotScores;
import org.sanderling.planners.decode.Step;

/**
 * A confidence threshold that falls with the steps, over distributions into which the last step's are mixed (dInfer, arXiv
 * 2510.08666, §3.2, iteration smoothing): w_i = min(w_0 + i·Δw, w), τ_i = max(1 − i·Δτ, τ).
 *
 * <p>dInfer mixes the last distribution's expected embedding into the mask's embedding, at the model's input. A graph that
 * takes token ids has no such input; here the distributions are mixed at its output instead, with the same weights.
 */
final class IterationSmoothingRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "iterationSmoothing",
            "dInfer, arXiv 2510.08666, §3.2, at the output",
            "a falling threshold over distributions smoothed across steps",
            List.of(
                    new Parameter("threshold", "1", 0.9, 0, 1, "τ, where the threshold stops falling"),
                    new Parameter("decay", "1", 0.02, 0, 1, "Δτ, a step"),
                    new Parameter("firstWeight", "1", 0.15, 0, 0.99, "w_0, of the last step's distribution"),
                    new Parameter("growth", "1", 0.02, 0, 1, "Δw, a step"),
                    new Parameter("weight", "1", 0.3, 0, 0.99, "w, greatest weight")),
            IterationSmoothingRule::new);

    private final double threshold;
    private final double decay;
    private final double firstWeight;
    private final double growth;
    private final double weight;

    private IterationSmoothingRule(RuleParts parts) {
        threshold = parts.parameter("threshold");
        decay = parts.parameter("decay");
        firstWeight = parts.parameter("firstWeight");
        growth = parts.parameter("growth");
        weight = parts.parameter("weight");
    }

    @Override
    public int needs() {
        return SlotScores.MIX;
    }

    @Override
    public void select(Step step) {
        float now = (float) Math.max(1 - step.round * decay, threshold);
        step.scores.mixWeight = (float) Math.min(firstWeight + growth * step.round, weight);
        int n = 1;
        while (n < step.openCount && step.scores.confidence[step.order[n]] >= now) {
            n++;
        }
        step.commitTop(n);
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.SlotScores;
import org.sanderling.planners.decode.Step;

/**
 * Adaptive threshold and backtracking (Saber, arXiv 2510.18165, §3): commits c > τ, at least n, where τ is the mean confidence
 * of all commitments so far (1 at first); then masks the max(n/2, ⌈k/8⌉) earlier slots whose confidence fell most again, k
 * being the number just committed, at most k − 1.
 *
 * <p>Confidence is to be taken of the <em>committed</em> token; the published code takes it of what the forward would propose
 * now, and masks that many again even where none fell. {@code published} 1 repeats this.
 */
final class SaberRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "saber",
            "Saber, arXiv 2510.18165, §3",
            "confidence above the mean so far; the slots that lost most are masked again",
            List.of(
                    new Parameter("least", "1", 2, 1, 64, "n, slots a step at least"),
                    new Parameter(
                            "published", "1", 0, 0, 1, "1 judges the fresh proposal, as the published code does")),
            SaberRule::new);

    private final int least;
    private final boolean published;
    private final float[] committedWith;
    private double sum;
    private int count;

    private SaberRule(RuleParts parts) {
        least = parts.whole("least");
        published = parts.on("published");
        committedWith = new float[parts.template().size()];
    }

    @Override
    public int needs() {
        return SlotScores.COMMITTED;
    }

    @Override
    public void begin() {
        sum = 0;
        count = 0;
    }

    @Override
    public void select(Step step) {
        double threshold = count == 0 ? 1 : sum / count;
        int k = Math.min(least, step.openCount);
        while (k < step.openCount && step.scores.confidence[step.order[k]] > threshold) {
            k++;
        }
        step.commitTop(k);
        maskAgain(step, Math.min(k - 1, Math.max(least / 2, Math.ceilDiv(k, 8))));
        for (int i = 0; i < k; i++) {
            int s = step.order[i];
            committedWith[s] = step.scores.confidence[s];
            sum += committedWith[s];
            count++;
        }
    }

    private void maskAgain(Step step, int most) {
        for (int n = 0; n < most; n++) {
            int worst = -1;
            float drop = published ? Float.NEGATIVE_INFINITY : 0f;
            for (int s = 0; s < committedWith.length; s++) {
                SlotScores scores = step.scores;
                if (!scores.masked[s] && !scores.given[s] && !step.remask[s]) {
                    float fell = committedWith[s] - (published ? scores.fresh[s] : scores.held[s]);
                    if (fell > drop) {
                        drop = fell;
                        worst = s;
                    }
                }
            }
            if (worst < 0) {
                return;
            }
            step.remask[worst] = true;
        }
    }
}

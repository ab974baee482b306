package org.sanderling.planners.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.decode.CommitRule;
import org.sanderling.planners.decode.Parameter;
import org.sanderling.planners.decode.SlotScores;
import org.sanderling.planners.decode.Step;

/**
 * The default: as many slots as are safe to commit together, and at least an equal share for each forward that the deadline
 * still allows; at most one of each dependency group. It stops as soon as every proposal stands out or the plan has stopped
 * changing, and spends forwards that are left over on the slots that it was least sure of.
 *
 * <p>Safe together: for classes, the Fréchet bound of their joint probability (Fast-dLLM++, arXiv 2606.02955), or the factor's
 * (Fast-dLLM, arXiv 2505.22618, Theorem 1: their most probable values are the jointly most probable ones). For ordinal
 * bins, where bounds in physical units are given, the credible interval of the <em>trajectory</em>
 * ({@link TrajectoryBound}, ours), calibrated by conformal prediction; where not, the Fréchet bound of their windows.
 */
final class AnytimeRule implements CommitRule {
    static final RuleInfo INFO = new RuleInfo(
            "anytime",
            "ours, on the Fréchet bound of Fast-dLLM++, arXiv 2606.02955",
            "what is safe together, the deadline's share, one of each dependency group; stops early, revises with slack",
            List.of(
                    FrechetRule.DELTA,
                    new Parameter("factor", "1", 1, 0, 100, "f of the factor rule, whose bound is enough too"),
                    new Parameter("z", "1", 1.645, 0.1, 10, "width of the credible interval, standard deviations"),
                    new Parameter("conformal", "1", 1, 0.01, 100, "factor that makes the interval's coverage true"),
                    new Parameter("gap", "1", 5, 0, 1e6, "least logit gap of all masked slots that ends the decoding"),
                    new Parameter(
                            "unchanged", "1", 2, 0, 1000, "forwards of the same valid plan that end it; 0 for never"),
                    new Parameter("revise", "1", 0, 0, 4096, "slots masked again in all when forwards are left over"),
                    new Parameter("reviseBelow", "1", 0.9, 0, 1, "only slots committed with less confidence")),
            AnytimeRule::new);

    private final float delta;
    private final float factor;
    private final float gap;
    private final int unchanged;
    private final int revise;
    private final float reviseBelow;
    private final GroupOrder groups;
    private final @Nullable TrajectoryBound bound;
    private final float[] committedWith;
    private final boolean[] revised;
    private int revisions;

    private AnytimeRule(RuleParts parts) {
        delta = (float) parts.parameter("delta");
        factor = (float) parts.parameter("factor");
        gap = (float) parts.parameter("gap");
        unchanged = parts.whole("unchanged");
        revise = parts.whole("revise");
        reviseBelow = (float) parts.parameter("reviseBelow");
        groups = new GroupOrder(parts.template());
        bound = TrajectoryBound.of(parts, parts.parameter("z") * parts.parameter("conformal"));
        committedWith = new float[parts.template().size()];
        revised = new boolean[committedWith.length];
    }

    @Override
    public int needs() {
        return SlotScores.GAP | (bound == null ? 0 : SlotScores.SPREAD);
    }

    @Override
    public boolean shadowed() {
        return true;
    }

    @Override
    public void begin() {
        revisions = 0;
        java.util.Arrays.fill(revised, false);
    }

    @Override
    public void select(Step step) {
        if (step.forwardsLeft > 1 && settled(step)) {
            step.finish = true;
            return;
        }
        groups.begin(step.scores.masked);
        int chosen = urgent(step);
        chosen += bound == null ? safe(step, false) : safe(step, true) + withinBound(step, bound);
        int need = Math.max(1, step.need);
        for (int i = 0; i < step.openCount && chosen < need; i++) {
            int s = step.order[i];
            if (!step.commit[s] && groups.free(s)) {
                chosen += take(step, s);
            }
        }
        step.need = chosen == 0 ? 1 : 0;
        spendSlack(step, chosen);
    }

    private boolean settled(Step step) {
        if (unchanged > 0 && step.shadowUnchanged >= unchanged) {
            return true;
        }
        float least = Float.MAX_VALUE;
        for (int s = 0; s < step.scores.masked.length; s++) {
            least = step.scores.masked[s] ? Math.min(least, step.scores.gap[s]) : least;
        }
        return least >= gap;
    }

    /** Slots that others wait for, where the waiting would outlast the forwards. */
    private int urgent(Step step) {
        int n = 0;
        for (int i = 0; i < step.openCount; i++) {
            if (groups.urgent(step.order[i], step.forwardsLeft)) {
                n += take(step, step.order[i]);
            }
        }
        return n;
    }

    /**
     * The open slots by confidence, as long as the Fréchet bound holds or the factor's does, leaving out what a group
     * forbids.
     */
    private int safe(Step step, boolean classesOnly) {
        float joint = 1f;
        int n = 0;
        for (int i = 0; i < step.openCount; i++) {
            int s = step.order[i];
            if (step.commit[s] || !groups.free(s) || (classesOnly && step.scores.ordinal(s))) {
                continue;
            }
            float c = step.scores.confidence[s];
            joint += c - 1f;
            if (!(joint - (1f - c) > delta) && c < 1f - factor / (n + 2)) {
                break;
            }
            n += take(step, s);
        }
        return n;
    }

    /** The ordinal slots, least scatter first, as long as the trajectory stays within its bound. */
    private int withinBound(Step step, TrajectoryBound bound) {
        for (int s = 0; s < step.priority.length; s++) {
            if (step.open[s] && step.scores.ordinal(s)) {
                step.priority[s] = bound.room(step, s);
            }
        }
        step.rank();
        bound.begin();
        int n = 0;
        for (int i = 0; i < step.openCount; i++) {
            int s = step.order[i];
            if (step.scores.ordinal(s) && !step.commit[s] && groups.free(s) && bound.add(step, s)) {
                n += take(step, s);
            }
        }
        return n;
    }

    private int take(Step step, int s) {
        step.commit[s] = true;
        committedWith[s] = step.scores.confidence[s];
        groups.take(s);
        return 1;
    }

    /** Where this step would end it with forwards left, the least sure slots are masked again, each once. */
    private void spendSlack(Step step, int chosen) {
        int most = Math.min(revise - revisions, step.forwardsLeft - 1);
        if (chosen < step.masks || most <= 0) {
            return;
        }
        for (int n = 0; n < most; n++) {
            int worst = -1;
            for (int s = 0; s < revised.length; s++) {
                boolean sure = committedWith[s] >= reviseBelow || step.scores.given[s] || revised[s] || step.commit[s];
                if (!sure && (worst < 0 || committedWith[s] < committedWith[worst])) {
                    worst = s;
                }
            }
            if (worst < 0) {
                return;
            }
            revised[worst] = true;
            revisions++;
            step.remask[worst] = true;
        }
    }
}

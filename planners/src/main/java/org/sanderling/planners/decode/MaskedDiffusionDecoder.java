package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.Budget;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.ModelFailure;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;

/**
 * Fills a masked template by few forwards, easy slots first (ViLaD, arXiv 2508.12603; LLaDA, arXiv 2502.09992), within a
 * budget. After every forward each masked slot has a proposal, so that there is a whole plan from the first forward on,
 * whenever the time runs out.
 *
 * <p>One thread at a time; allocates nothing after construction. Deterministic in the observation, the model, the
 * settings, the tick and the budget's answers.
 */
public final class MaskedDiffusionDecoder {
    private final PlanTemplate template;
    private final DenoisingModel model;
    private final CommitRule rule;
    private final SlotScores scores;
    private final boolean[] commit;
    private final boolean[] ranked;
    private final int maxForwards;
    private final long logitsBytes;
    private final long cacheBytes;

    public MaskedDiffusionDecoder(PlanTemplate template, DenoisingModel model, DecoderSettings settings) {
        this.template = template;
        this.model = model;
        rule = CommitRule.of(settings);
        scores = new SlotScores(template, settings);
        commit = new boolean[template.size()];
        ranked = new boolean[template.size()];
        maxForwards = settings.maxForwards();
        logitsBytes = (long) template.size() * template.vocabulary() * Float.BYTES;
        cacheBytes = model.cache().byteSize();
    }

    /** Most forwards of one plan. */
    public int maxForwards() {
        return maxForwards;
    }

    /**
     * Decodes one plan's tokens.
     *
     * @param observation what it is made from
     * @param tick coordinate of the random numbers
     * @param budget asked before each forward
     * @param forced token that each slot starts with, −1 for MASK; [slots]
     * @param plan receives tokens, confidence, forwards, coverage and stop reason
     * @param trace receives what was done
     * @return whether there is a plan; false where the model failed or no forward fitted
     */
    public boolean decode(Observation observation, long tick, Budget budget, int[] forced, Plan plan, StepTrace trace) {
        trace.steps = 0;
        trace.answers = 0;
        trace.cacheHash = 0;
        plan.forwards = 0;
        plan.coverage = 0f;
        plan.stopReason = StopReason.FAILED.ordinal();
        int masks = start(forced, plan, trace);
        try {
            model.context(observation);
            return steps(tick, budget, masks, plan, trace);
        } catch (ModelFailure e) {
            trace.forwardsLeft[trace.answers == 0 ? 0 : trace.answers - 1] = Budget.ABANDON;
            trace.answers = Math.max(trace.answers, 1);
            return false;
        }
    }

    /**
     * Adds to a trace the hash of the cache that {@link #decode} has just attended to; a call of its own, since the plan
     * need not wait for it. A run that was cut off has none: its cache may be half written.
     */
    public void hashCache(StepTrace trace) {
        boolean cutOff = trace.answers > 0 && trace.forwardsLeft[trace.answers - 1] == Budget.ABANDON;
        trace.cacheHash = cutOff ? 0 : BitHash.of(model.cache(), cacheBytes);
    }

    private int start(int[] forced, Plan plan, StepTrace trace) {
        int masks = 0;
        MemorySegment tokens = model.tokens();
        for (int s = 0; s < template.size(); s++) {
            boolean free = forced[s] < 0;
            if (!free && !scores.legal(s, forced[s])) {
                throw new IllegalArgumentException("token " + forced[s] + " is not legal in slot " + s);
            }
            scores.masked[s] = free;
            plan.tokens[s] = free ? template.maskId() : forced[s];
            plan.confidence[s] = free ? 0f : 1f;
            trace.slotStep[s] = -1;
            tokens.setAtIndex(ValueLayout.JAVA_LONG, s, plan.tokens[s]);
            masks += free ? 1 : 0;
        }
        return masks;
    }

    private boolean steps(long tick, Budget budget, int masked, Plan plan, StepTrace trace) {
        int masks = masked;
        int free = masked;
        int confident = 0;
        while (masks > 0) {
            int left = Math.min(maxForwards - trace.steps, budget.forwardsLeft(trace.steps));
            trace.forwardsLeft[trace.answers++] = left;
            if (left <= 0) {
                return endEarly(left, plan, trace);
            }
            model.denoise();
            MemorySegment logits = model.logits();
            trace.logitsHash[trace.steps] = BitHash.of(logits, logitsBytes);
            if (!scores.score(logits, tick, trace.steps)) {
                return false;
            }
            int byRule = chooseByRule(left);
            int chosen = byRule + addMostConfident(left == 1 ? masks : Math.ceilDiv(masks, left));
            commitChosen(trace.steps, plan, trace);
            trace.steps++;
            masks -= chosen;
            confident += left == 1 ? byRule : chosen;
            plan.forwards = trace.steps;
            plan.coverage = free == 0 ? 1f : (float) confident / free;
            plan.stopReason = stopReason(left, byRule, chosen, trace.steps).ordinal();
        }
        return true;
    }

    private StopReason stopReason(int left, int byRule, int chosen, int steps) {
        if (left > 1 || byRule == chosen) {
            return StopReason.COMPLETE;
        }
        return steps == maxForwards ? StopReason.FORWARD_LIMIT : StopReason.DEADLINE;
    }

    /** No forward fits any more: what the last one proposed is the plan. */
    private boolean endEarly(int left, Plan plan, StepTrace trace) {
        if (left < 0 || trace.steps == 0) {
            return false;
        }
        for (int s = 0; s < commit.length; s++) {
            commit[s] = scores.masked[s];
        }
        commitChosen(trace.steps - 1, plan, trace);
        plan.stopReason = StopReason.DEADLINE.ordinal();
        return true;
    }

    private int chooseByRule(int left) {
        java.util.Arrays.fill(commit, false);
        rule.select(scores, left, commit);
        int n = 0;
        for (boolean c : commit) {
            n += c ? 1 : 0;
        }
        return n;
    }

    /** Adds those of the {@code most} most confident slots that the rule left out; ties go to the lower slot. */
    private int addMostConfident(int most) {
        java.util.Arrays.fill(ranked, false);
        int added = 0;
        for (int k = 0; k < most; k++) {
            int best = -1;
            for (int s = 0; s < commit.length; s++) {
                if (scores.masked[s] && !ranked[s] && (best < 0 || scores.confidence[s] > scores.confidence[best])) {
                    best = s;
                }
            }
            ranked[best] = true;
            added += commit[best] ? 0 : 1;
            commit[best] = true;
        }
        return added;
    }

    private void commitChosen(int step, Plan plan, StepTrace trace) {
        MemorySegment tokens = model.tokens();
        for (int s = 0; s < commit.length; s++) {
            if (commit[s]) {
                scores.masked[s] = false;
                plan.tokens[s] = scores.token[s];
                plan.confidence[s] = scores.confidence[s];
                trace.slotStep[s] = step;
                tokens.setAtIndex(ValueLayout.JAVA_LONG, s, scores.token[s]);
            }
        }
    }
}

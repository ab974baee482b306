package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;

/**
 * One plan's way from masks to tokens: its slots, its rule and its step. Knows nothing of forwards; whoever runs them writes
 * its tokens into a row of the model's input and lets it take a row of the logits.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
final class Decoding {
    final SlotScores scores;
    final Step step;
    final CommitRule rule;

    private final PlanTemplate template;
    private final long[] tokens;
    private final boolean[] confident;
    private final int blockSlots;
    private int block;
    private int masks;

    Decoding(PlanTemplate template, DecoderSettings settings, CommitRule rule) {
        this.template = template;
        this.rule = rule;
        scores = new SlotScores(template, settings, rule.needs());
        step = new Step(scores);
        step.maxForwards = settings.maxForwards();
        step.seed = settings.seed();
        tokens = new long[template.size()];
        confident = new boolean[template.size()];
        blockSlots = settings.blockSlots() == 0 ? template.size() : settings.blockSlots();
        step.blockSlots = blockSlots;
    }

    /** Starts from given tokens, −1 for MASK. */
    void begin(int[] forced, long tick, Plan plan, StepTrace trace) {
        masks = 0;
        int blocks = 0;
        int last = -1;
        for (int s = 0; s < tokens.length; s++) {
            boolean free = forced[s] < 0;
            if (!free && !scores.legal(s, forced[s])) {
                throw Refusals.token(forced[s], s);
            }
            int id = free ? template.maskId() : forced[s];
            scores.masked[s] = free;
            scores.given[s] = !free;
            scores.token[s] = id;
            confident[s] = false;
            tokens[s] = id;
            plan.tokens[s] = id;
            plan.confidence[s] = free ? 0f : 1f;
            trace.slotStep[s] = -1;
            masks += free ? 1 : 0;
            if (free && s / blockSlots != last) {
                last = s / blockSlots;
                blocks++;
            }
        }
        block = -1;
        step.blocks = blocks;
        step.free = masks;
        step.round = 0;
        step.tick = tick;
        scores.begin();
        rule.begin();
    }

    /** Whether every slot has its token. */
    boolean complete() {
        return masks == 0;
    }

    int masks() {
        return masks;
    }

    /** First slot of the block at hand. */
    int blockFirst() {
        return Math.max(0, block) * blockSlots;
    }

    /** Opens the first block that has a masked slot; true where that is another one than before. */
    boolean openBlock() {
        int now = 0;
        while (!scores.masked[now]) {
            now++;
        }
        now /= blockSlots;
        int end = Math.min(tokens.length, (now + 1) * blockSlots);
        int open = 0;
        for (int s = 0; s < tokens.length; s++) {
            step.open[s] = scores.masked[s] && s >= now * blockSlots && s < end;
            open += step.open[s] ? 1 : 0;
        }
        boolean other = now != block;
        if (other) {
            block = now;
            step.blockFirst = now * blockSlots;
            step.blockRound = 0;
            step.blockMasks = open;
        }
        return other;
    }

    /** Writes the tokens into a row of the model's input. */
    void write(MemorySegment input, int row) {
        MemorySegment.copy(
                tokens, 0, input, ValueLayout.JAVA_LONG, (long) row * tokens.length * Long.BYTES, tokens.length);
    }

    /** Scores a row of logits; false where they are no numbers. */
    boolean score(MemorySegment logits, int row, Plan plan) {
        if (scores.score(logits, row, step.tick, step.round)) {
            return true;
        }
        plan.stopReason = StopReason.NON_FINITE.ordinal();
        return false;
    }

    /**
     * Lets the rule choose from what was scored, adds what the deadline asks for, commits and masks again. The block must be
     * open.
     *
     * @param left forwards left, this one included; with 1 everything is committed
     */
    void choose(int left, Plan plan, StepTrace trace) {
        step.masks = masks;
        step.forwardsLeft = left;
        step.need = Math.ceilDiv(masks, left);
        step.prepare();
        rule.select(step);
        int byRule = step.chosen();
        boolean rest = left == 1 || step.finish;
        for (int s = 0; s < tokens.length; s++) {
            confident[s] |= step.commit[s] || (step.finish && scores.masked[s]);
        }
        if (!rest) {
            addMostPreferred(step.need - byRule);
        }
        int chosen = commit(rest, trace.steps, plan, trace);
        if (!rest) {
            maskAgain(plan, trace);
        }
        trace.rounds++;
        step.round++;
        step.blockRound++;
        plan.coverage = coverage();
        plan.stopReason = stopReason(left, byRule, chosen, trace.steps + 1).ordinal();
    }

    private StopReason stopReason(int left, int byRule, int chosen, int steps) {
        if (step.finish) {
            return StopReason.EARLY;
        }
        if (left > 1 || byRule == chosen) {
            return StopReason.COMPLETE;
        }
        return steps == step.maxForwards ? StopReason.FORWARD_LIMIT : StopReason.DEADLINE;
    }

    /** What the deadline asks for beyond the rule's choice counts as confident too, unless the deadline is now. */
    private void addMostPreferred(int missing) {
        int added = 0;
        for (int i = 0; i < step.openCount && added < missing; i++) {
            int s = step.order[i];
            if (!step.commit[s]) {
                step.commit[s] = true;
                confident[s] = true;
                added++;
            }
        }
    }

    private int commit(boolean rest, int forward, Plan plan, StepTrace trace) {
        int n = 0;
        for (int s = 0; s < tokens.length; s++) {
            if (scores.masked[s] && (rest || step.commit[s])) {
                scores.masked[s] = false;
                tokens[s] = scores.token[s];
                plan.tokens[s] = scores.token[s];
                plan.confidence[s] = scores.confidence[s];
                trace.slotStep[s] = forward;
                n++;
            }
        }
        masks -= n;
        return n;
    }

    private void maskAgain(Plan plan, StepTrace trace) {
        for (int s = 0; s < tokens.length; s++) {
            if (step.remask[s] && !scores.masked[s] && !scores.given[s]) {
                scores.masked[s] = true;
                confident[s] = false;
                tokens[s] = template.maskId();
                plan.tokens[s] = template.maskId();
                plan.confidence[s] = 0f;
                trace.slotStep[s] = -1;
                trace.remasked[trace.steps]++;
                masks++;
            }
        }
    }

    /** No forward fits any more: what the last one proposed is the plan. */
    void fill(Plan plan, StepTrace trace) {
        commit(true, trace.steps - 1, plan, trace);
    }

    private float coverage() {
        int n = 0;
        for (boolean c : confident) {
            n += c ? 1 : 0;
        }
        return step.free == 0 ? 1f : (float) n / step.free;
    }

    /** Whether a row of drafts holds just the tokens that this plan has now. */
    boolean equals(long[] drafts, int row) {
        int from = row * tokens.length;
        return Arrays.equals(tokens, 0, tokens.length, drafts, from, from + tokens.length);
    }

    /** Writes the tokens as they are now into a row of drafts. */
    void copyTo(long[] drafts, int row) {
        System.arraycopy(tokens, 0, drafts, row * tokens.length, tokens.length);
    }
}

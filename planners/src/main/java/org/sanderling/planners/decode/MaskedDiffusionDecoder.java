package org.sanderling.planners.decode;

import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Budget;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.ModelFailure;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;

/**
 * Fills a template's masks, easy slots first (ViLaD's progressive easy-first generation, arXiv 2508.12603; LLaDA, arXiv
 * 2502.09992), within a budget: a commit rule over one shared step, a block schedule and a cache policy. After every forward
 * each masked slot has a proposal, so that there is a whole plan from the first forward on, whenever the time runs out.
 *
 * <p>One thread at a time; allocates nothing after construction. Deterministic in the observation, the model, the
 * settings, the tick and the budget's answers.
 */
public final class MaskedDiffusionDecoder {
    private final DenoisingModel model;
    private final Decoding decoding;
    private final Drafts drafts;
    private final CachePolicy cache;
    private final @Nullable Incumbent incumbent;
    private final long[] piece = new long[1024];
    private final int maxForwards;
    private final int slots;
    private final int blockSlots;
    private final long rowBytes;
    private final long cacheBytes;

    /** A decoder that gives tokens; rebuilding and checking the trajectory is the caller's. */
    public MaskedDiffusionDecoder(
            PlanTemplate template, DenoisingModel model, DecoderSettings settings, CommitRule rule) {
        this(template, model, settings, rule, null);
    }

    /**
     * @param incumbent keeps the best valid plan on the way, for a rule that wants it
     * @throws IllegalArgumentException where the model cannot do what the settings ask for; names the setting
     */
    public MaskedDiffusionDecoder(
            PlanTemplate template,
            DenoisingModel model,
            DecoderSettings settings,
            CommitRule rule,
            @Nullable Incumbent incumbent) {
        this.model = model;
        this.incumbent = rule.shadowed() ? incumbent : null;
        decoding = new Decoding(template, settings, rule);
        cache = settings.cache();
        maxForwards = settings.maxForwards();
        slots = template.size();
        int block = settings.blockSlots() == 0 ? slots : settings.blockSlots();
        blockSlots = block;
        if (cache != CachePolicy.NONE && model.windowSlots() < Math.min(block, slots)) {
            throw Refusals.window(cache, model.windowSlots(), block);
        }
        int rows = cache == CachePolicy.NONE ? Math.min(rule.draftRows(), model.batch()) : 1;
        drafts = new Drafts(rows, slots);
        rowBytes = (long) slots * template.vocabulary() * Float.BYTES;
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
     * @return whether there is a plan; false where the model failed, its logits are no numbers or no forward fitted: the
     *     plan's stop reason says which
     */
    public boolean decode(Observation observation, long tick, Budget budget, int[] forced, Plan plan, StepTrace trace) {
        trace.clear();
        plan.forwards = 0;
        plan.coverage = 0f;
        plan.stopReason = StopReason.FAILED.ordinal();
        decoding.begin(forced, tick, plan, trace);
        Incumbent valid = incumbent;
        if (valid != null) {
            valid.begin();
        }
        try {
            model.context(observation);
            boolean planned = steps(observation, budget, plan, trace);
            return planned ? settle(plan, observation) : rescue(plan);
        } catch (ModelFailure e) {
            trace.forwardsLeft[trace.answers == 0 ? 0 : trace.answers - 1] = Budget.ABANDON;
            trace.answers = Math.max(trace.answers, 1);
            return rescue(plan);
        }
    }

    /**
     * Adds to a trace the hash of the cache that {@link #decode} has just attended to; a call of its own, since the plan
     * need not wait for it. A run that was cut off has none: its cache may be half written.
     */
    public void hashCache(StepTrace trace) {
        boolean cutOff = trace.answers > 0 && trace.forwardsLeft[trace.answers - 1] == Budget.ABANDON;
        trace.cacheHash = cutOff ? 0 : BitHash.of(model.cache(), cacheBytes, piece);
    }

    private boolean settle(Plan plan, Observation observation) {
        if (incumbent != null) {
            incumbent.settle(plan, observation);
        }
        return true;
    }

    /** The decoding ended without a plan of its own; a valid one of an earlier forward stands in. */
    private boolean rescue(Plan plan) {
        if (incumbent == null || !incumbent.any() || plan.stopReason == StopReason.NON_FINITE.ordinal()) {
            return false;
        }
        incumbent.publish(plan);
        return true;
    }

    private boolean steps(Observation observation, Budget budget, Plan plan, StepTrace trace) {
        while (!decoding.complete()) {
            int rows = drafts.most();
            int left = Math.min(maxForwards - trace.steps, budget.forwardsLeft(trace.steps, rows));
            trace.forwardsLeft[trace.answers++] = left;
            if (left <= 0) {
                return endEarly(left, plan, trace);
            }
            int before = decoding.blockFirst();
            boolean newBlock = decoding.openBlock();
            boolean newWindow = newBlock && windowAt(before) != windowAt(decoding.blockFirst());
            if (newWindow && trace.steps > 0 && left > 1 && cache == CachePolicy.FINISHED_BLOCKS) {
                keepFinished(before, plan, trace);
            } else if (!step(left, newBlock, observation, plan, trace)) {
                return false;
            }
        }
        return true;
    }

    /** A forward of its own: the finished block's keys and values, now without masks, are kept. */
    private void keepFinished(int first, Plan plan, StepTrace trace) {
        decoding.write(model.tokens(), 0);
        model.denoiseWindow(windowAt(first), true);
        trace.logitsHash[trace.steps++] = BitHash.of(model.logits(), rowBytes, piece);
        plan.forwards = trace.steps;
    }

    private boolean step(int left, boolean newBlock, Observation observation, Plan plan, StepTrace trace) {
        int rows = forward(left, newBlock);
        trace.logitsHash[trace.steps] = BitHash.of(model.logits(), rows * rowBytes, piece);
        for (int row = 0; row >= 0; row = decoding.complete() ? -1 : drafts.find(decoding, row)) {
            decoding.openBlock();
            if (!decoding.score(model.logits(), row, plan)) {
                return false;
            }
            if (incumbent != null) {
                incumbent.consider(decoding.scores, plan, observation, trace);
                decoding.step.shadowUnchanged = incumbent.unchanged();
            }
            decoding.choose(left, plan, trace);
        }
        trace.steps++;
        plan.forwards = trace.steps;
        return true;
    }

    /** @return rows of logits */
    private int forward(int left, boolean newBlock) {
        if (cache == CachePolicy.NONE) {
            int rows = drafts.prepare(decoding, left == 1 ? slots : Math.ceilDiv(decoding.masks(), left));
            drafts.write(model.tokens());
            model.denoise(rows);
            return rows;
        }
        drafts.prepare(decoding, slots);
        drafts.write(model.tokens());
        boolean first = decoding.step.round == 0;
        if (first || (newBlock && cache == CachePolicy.DUAL)) {
            model.denoiseAndKeep();
        } else {
            model.denoiseWindow(windowAt(decoding.blockFirst()), false);
        }
        return 1;
    }

    /**
     * First slot of the window that holds a block. Where a window is several blocks, these are its sub-blocks (Fast-dLLM v2,
     * arXiv 2509.26328): the window is computed whole while they are decoded one after the other.
     */
    private int windowAt(int first) {
        int window = model.windowSlots();
        boolean subBlocks = window > 0 && window % blockSlots == 0;
        return Math.min(subBlocks ? first - first % window : first, slots - window);
    }

    /** No forward fits any more: what the last one proposed is the plan. */
    private boolean endEarly(int left, Plan plan, StepTrace trace) {
        if (left < 0 || decoding.step.round == 0) {
            plan.stopReason = (left < 0 ? StopReason.FAILED : StopReason.NO_TIME).ordinal();
            return false;
        }
        decoding.fill(plan, trace);
        plan.stopReason = StopReason.DEADLINE.ordinal();
        return true;
    }
}

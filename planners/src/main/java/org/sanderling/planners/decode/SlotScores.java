package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import org.sanderling.planners.PlanTemplate;

/**
 * What one forward says of each slot: a proposed token, the confidence in it, and what else the rule needs.
 *
 * <p>Only the slot's legal ids take part in its softmax; MASK and all others count as −∞. An ordinal slot proposes its median
 * bin, with the probability mass within ±W bins as confidence: with soft targets no single bin is ever likely, a window in
 * physical units is. A categorical slot proposes its likeliest class. Ties go to the lower id.
 *
 * <p>Planner thread; allocates nothing after construction. Arrays are [slots].
 */
public final class SlotScores {
    /** Need: {@link #gap}. */
    public static final int GAP = 1;

    /** Need: {@link #entropy}. */
    public static final int ENTROPY = 2;

    /** Need: {@link #spread}. */
    public static final int SPREAD = 4;

    /** Need: {@link #held} and {@link #fresh} of committed slots. */
    public static final int COMMITTED = 8;

    /** Need: {@link #mixWeight} is heeded. */
    public static final int MIX = 16;

    private final int slots;
    private final int vocabulary;
    private final int[] first;
    private final int[] count;
    private final boolean[] ordinal;
    private final int windowBins;
    private final float temperature;
    private final long seed;
    private final int needs;
    private final SlotDistribution p;
    private final float[][] before;

    /** Proposed token of a masked slot, the committed one of any other. */
    public final int[] token;

    /** Confidence in the proposal in [0, 1]; meaningless where the slot is not masked. */
    public final float[] confidence;

    /** Whether the slot is still masked. */
    public final boolean[] masked;

    /** Whether the slot's token was given beforehand. */
    public final boolean[] given;

    /** Greatest minus second greatest legal logit; {@link Float#MAX_VALUE} where only one id is legal. */
    public final float[] gap;

    /** Probability of a masked slot's likeliest id, before any mixing. */
    public final float[] most;

    /** Entropy of a masked slot's legal ids, nat. */
    public final float[] entropy;

    /** Root mean square distance of an ordinal slot's bins from the proposed one, bins; 0 for a categorical slot. */
    public final float[] spread;

    /** Confidence that this forward has in a committed slot's token. */
    public final float[] held;

    /** Confidence that this forward has in what it would propose in a committed slot. */
    public final float[] fresh;

    /** Share of the last step's distribution that is mixed into the next one's, in [0, 1). */
    public float mixWeight;

    private boolean hasBefore;

    SlotScores(PlanTemplate template, DecoderSettings settings, int needs) {
        this.needs = needs;
        slots = template.size();
        vocabulary = template.vocabulary();
        first = new int[slots];
        count = new int[slots];
        ordinal = new boolean[slots];
        int widest = 0;
        for (int i = 0; i < slots; i++) {
            PlanTemplate.Slot slot = template.slots().get(i);
            first[i] = slot.first();
            count[i] = slot.count();
            ordinal[i] = slot.ordinal();
            widest = Math.max(widest, slot.count());
        }
        windowBins = settings.windowBins();
        temperature = (float) settings.temperature();
        seed = settings.seed();
        p = new SlotDistribution(widest);
        before = new float[(needs & MIX) != 0 ? slots : 0][widest];
        token = new int[slots];
        confidence = new float[slots];
        masked = new boolean[slots];
        given = new boolean[slots];
        gap = new float[slots];
        most = new float[slots];
        entropy = new float[slots];
        spread = new float[slots];
        held = new float[slots];
        fresh = new float[slots];
    }

    /** Number of slots. */
    public int size() {
        return slots;
    }

    /** Whether the slot's ids are ordered bins. */
    public boolean ordinal(int slot) {
        return ordinal[slot];
    }

    /** Whether an id is legal in a slot. */
    public boolean legal(int slot, int id) {
        return id >= first[slot] && id < first[slot] + count[slot];
    }

    /** Forgets earlier steps. */
    void begin() {
        mixWeight = 0f;
        hasBefore = false;
    }

    /**
     * Scores every masked slot, and the committed ones where the rule needs them.
     *
     * @param logits [rows, slots, vocabulary]
     * @param row of them
     * @return false where a legal logit is NaN or infinite
     */
    boolean score(MemorySegment logits, int row, long tick, int round) {
        boolean committed = (needs & COMMITTED) != 0;
        for (int s = 0; s < slots; s++) {
            if (masked[s] || (committed && !given[s])) {
                long at = ((long) row * slots + s) * vocabulary + first[s];
                if (!p.take(logits, at * Float.BYTES, count[s])) {
                    return false;
                }
                scoreSlot(s, tick, round);
            }
        }
        hasBefore = true;
        return true;
    }

    private void scoreSlot(int s, long tick, int round) {
        boolean open = masked[s];
        int proposal = -1;
        if (open && temperature > 0f) {
            proposal = p.draw(temperature, CounterRandom.uniform(seed, tick, round, s));
        }
        if ((needs & GAP) != 0) {
            gap[s] = p.gap();
        }
        p.normalise((needs & ENTROPY) != 0);
        most[s] = p.most();
        if ((needs & MIX) != 0) {
            p.mix(before[s], hasBefore ? mixWeight : 0f);
        }
        if (proposal < 0) {
            proposal = ordinal[s] ? p.median() : p.likeliest();
        }
        if (!open) {
            held[s] = share(s, token[s] - first[s]);
            fresh[s] = share(s, proposal);
            return;
        }
        confidence[s] = share(s, proposal);
        token[s] = first[s] + proposal;
        if ((needs & ENTROPY) != 0) {
            entropy[s] = p.entropy();
        }
        if ((needs & SPREAD) != 0) {
            spread[s] = ordinal[s] ? p.spread(proposal) : 0f;
        }
    }

    private float share(int s, int index) {
        return p.share(index, ordinal[s] ? windowBins : 0);
    }
}

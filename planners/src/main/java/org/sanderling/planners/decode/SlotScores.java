package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.PlanTemplate;

/**
 * What one forward says of each masked slot: a proposed token and the confidence in it.
 *
 * <p>Only the slot's legal ids take part in its softmax; MASK and all others have probability 0. An ordinal slot proposes
 * its median bin, with the probability mass within ±W bins as confidence: with soft targets no single bin is ever likely,
 * a window in physical units is. A categorical slot proposes its likeliest class. Ties go to the lower id.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
public final class SlotScores {
    private final int slots;
    private final int vocabulary;
    private final int[] first;
    private final int[] count;
    private final boolean[] ordinal;
    private final int windowBins;
    private final float temperature;
    private final long seed;
    private final float[] probability;

    /** Proposed token of each slot; meaningless where it is not masked. */
    public final int[] token;

    /** Confidence of each slot in [0, 1]; meaningless where it is not masked. */
    public final float[] confidence;

    /** Whether the slot is still masked. */
    public final boolean[] masked;

    SlotScores(PlanTemplate template, DecoderSettings settings) {
        slots = template.size();
        vocabulary = template.vocabulary();
        first = template.slots().stream().mapToInt(PlanTemplate.Slot::first).toArray();
        count = template.slots().stream().mapToInt(PlanTemplate.Slot::count).toArray();
        ordinal = new boolean[slots];
        for (int i = 0; i < slots; i++) {
            ordinal[i] = template.slots().get(i).ordinal();
        }
        windowBins = settings.windowBins();
        temperature = (float) settings.temperature();
        seed = settings.seed();
        probability = new float[vocabulary];
        token = new int[slots];
        confidence = new float[slots];
        masked = new boolean[slots];
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
    boolean legal(int slot, int id) {
        return id >= first[slot] && id < first[slot] + count[slot];
    }

    /** Scores every masked slot; false where a logit is no number. */
    boolean score(MemorySegment logits, long tick, int step) {
        for (int s = 0; s < slots; s++) {
            if (masked[s] && !scoreSlot(logits, s, tick, step)) {
                return false;
            }
        }
        return true;
    }

    private boolean scoreSlot(MemorySegment logits, int slot, long tick, int step) {
        int n = count[slot];
        float[] p = probability;
        MemorySegment.copy(
                logits, ValueLayout.JAVA_FLOAT, ((long) slot * vocabulary + first[slot]) * Float.BYTES, p, 0, n);
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, p[i]);
        }
        if (!(Math.abs(max) <= Float.MAX_VALUE)) {
            return false;
        }
        int proposal = temperature > 0f ? draw(p, n, max, CounterRandom.uniform(seed, tick, step, slot)) : -1;
        float sum = softmaxNumerators(p, n, max);
        if (proposal < 0) {
            proposal = ordinal[slot] ? median(p, n, sum) : likeliest(p, n);
        }
        confidence[slot] = ordinal[slot] ? mass(p, n, proposal) / sum : p[proposal] / sum;
        token[slot] = first[slot] + proposal;
        return true;
    }

    private static float softmaxNumerators(float[] p, int n, float max) {
        float sum = 0f;
        for (int i = 0; i < n; i++) {
            p[i] = ExactExp.exp(p[i] - max);
            sum += p[i];
        }
        return sum;
    }

    private static int median(float[] p, int n, float sum) {
        float half = sum * 0.5f;
        float below = 0f;
        for (int i = 0; i < n; i++) {
            below += p[i];
            if (below >= half) {
                return i;
            }
        }
        return n - 1;
    }

    private static int likeliest(float[] p, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (p[i] > p[best]) {
                best = i;
            }
        }
        return best;
    }

    private float mass(float[] p, int n, int centre) {
        float sum = 0f;
        int end = Math.min(n - 1, centre + windowBins);
        for (int i = Math.max(0, centre - windowBins); i <= end; i++) {
            sum += p[i];
        }
        return sum;
    }

    /** Inverse-CDF draw from softmax(logits / temperature); the logits in {@code p} stay as they are. */
    private int draw(float[] p, int n, float max, double uniform) {
        float sum = 0f;
        for (int i = 0; i < n; i++) {
            sum += ExactExp.exp((p[i] - max) / temperature);
        }
        float threshold = (float) (uniform * sum);
        float below = 0f;
        for (int i = 0; i < n; i++) {
            below += ExactExp.exp((p[i] - max) / temperature);
            if (below > threshold) {
                return i;
            }
        }
        return n - 1;
    }
}

package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One slot's distribution over its legal ids, from logits to whatever is asked of it. Sums go in blocks of 16, so that they
 * are quick and have the same bits everywhere.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
final class SlotDistribution {
    private static final int BLOCK = 16;

    /** Bits of the infinities. */
    private static final int INFINITE = 0x7F800000;

    private static final int MINUS_INFINITE = 0xFF800000;

    /** Logits before {@link #normalise}, e^(logit − max) after it; the first {@code n} count. */
    final float[] values;

    private final int[] bits;
    private final float[] sums;
    private final float[] shifted;
    private int n;
    private float max;
    private float sum;

    SlotDistribution(int capacity) {
        int blocks = Math.ceilDiv(capacity, BLOCK);
        values = new float[blocks * BLOCK];
        bits = new int[blocks * BLOCK];
        shifted = new float[blocks * BLOCK];
        sums = new float[blocks];
    }

    /**
     * Takes {@code count} logits from byte {@code at} on; false where one is NaN or infinite.
     *
     * <p>Extremes are found among the floats' bits, put in order as integers: for those the compiler makes vector code without
     * the detours that float's NaN and −0 need. −0 is below 0, a NaN beyond an infinity.
     */
    boolean take(MemorySegment logits, long at, int count) {
        n = count;
        MemorySegment.copy(logits, ValueLayout.JAVA_FLOAT, at, values, 0, n);
        MemorySegment.copy(logits, ValueLayout.JAVA_INT, at, bits, 0, n);
        int padded = Math.ceilDiv(n, BLOCK) * BLOCK;
        float last = values[n - 1];
        int lastBits = bits[n - 1];
        for (int i = n; i < padded; i++) {
            values[i] = last;
            bits[i] = lastBits;
        }
        int most = Integer.MIN_VALUE;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < padded; i++) {
            int ordered = ordered(bits[i]);
            most = Math.max(most, ordered);
            least = Math.min(least, ordered);
        }
        max = Float.intBitsToFloat(ordered(most));
        return most < INFINITE && least > ordered(MINUS_INFINITE);
    }

    /** From a float's bits to an integer of the same order, and back. */
    private static int ordered(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** Greatest minus second greatest logit. */
    float gap() {
        if (n == 1) {
            return Float.MAX_VALUE;
        }
        float one = Math.max(values[0], values[1]);
        float two = Math.min(values[0], values[1]);
        for (int i = 2; i < n; i++) {
            float v = values[i];
            if (v > one) {
                two = one;
                one = v;
            } else if (v > two) {
                two = v;
            }
        }
        return one - two;
    }

    /** Inverse-CDF draw from softmax(logits / temperature); the logits stay as they are. */
    int draw(float temperature, double uniform) {
        float all = 0f;
        for (int i = 0; i < n; i++) {
            all += ExactExp.exp((values[i] - max) / temperature);
        }
        float threshold = (float) (uniform * all);
        float below = 0f;
        for (int i = 0; i < n; i++) {
            below += ExactExp.exp((values[i] - max) / temperature);
            if (below > threshold) {
                return i;
            }
        }
        return n - 1;
    }

    /** From logits to e^(logit − max). @param keepShifted whether {@link #entropy} will be asked */
    void normalise(boolean keepShifted) {
        int padded = Math.ceilDiv(n, BLOCK) * BLOCK;
        if (keepShifted) {
            for (int i = 0; i < n; i++) {
                shifted[i] = values[i] - max;
            }
        }
        ExactExp.exp(values, padded, max);
        for (int i = n; i < padded; i++) {
            values[i] = 0f;
        }
        addUp();
    }

    private void addUp() {
        float all = 0f;
        for (int k = 0; k * BLOCK < n; k++) {
            int i = k * BLOCK;
            float a = values[i] + values[i + 1] + (values[i + 2] + values[i + 3]);
            float b = values[i + 4] + values[i + 5] + (values[i + 6] + values[i + 7]);
            float c = values[i + 8] + values[i + 9] + (values[i + 10] + values[i + 11]);
            float d = values[i + 12] + values[i + 13] + (values[i + 14] + values[i + 15]);
            sums[k] = a + b + (c + d);
            all += sums[k];
        }
        sum = all;
    }

    /** Mixes in an earlier distribution, and keeps the mixture in its place: p ← (1 − w) p + w p′. */
    void mix(float[] before, float weight) {
        float scale = (1f - weight) / sum;
        for (int i = 0; i < n; i++) {
            values[i] = values[i] * scale + weight * before[i];
            before[i] = values[i];
        }
        addUp();
    }

    /** The bin at which the distribution function reaches one half. */
    int median() {
        float half = sum * 0.5f;
        float below = 0f;
        int k = 0;
        while ((k + 1) * BLOCK < n && below + sums[k] < half) {
            below += sums[k++];
        }
        for (int i = k * BLOCK; i < n; i++) {
            below += values[i];
            if (below >= half) {
                return i;
            }
        }
        return n - 1;
    }

    /** The likeliest id, the lowest of equal ones. */
    int likeliest() {
        int best = 0;
        float most = values[0];
        for (int i = 1; i < n; i++) {
            if (values[i] > most) {
                most = values[i];
                best = i;
            }
        }
        return best;
    }

    /** Probability of the ids within ±{@code window} of one. */
    float share(int centre, int window) {
        float mass = 0f;
        int end = Math.min(n - 1, centre + window);
        for (int i = Math.max(0, centre - window); i <= end; i++) {
            mass += values[i];
        }
        return mass / sum;
    }

    /** Entropy, nat; only after {@link #normalise} with {@code keepShifted}. */
    float entropy() {
        float a = 0f;
        float b = 0f;
        float c = 0f;
        float d = 0f;
        for (int i = 0; i < n; i += 4) {
            a += values[i] * shifted[i];
            b += values[i + 1] * shifted[i + 1];
            c += values[i + 2] * shifted[i + 2];
            d += values[i + 3] * shifted[i + 3];
        }
        return Math.max(0f, (float) StrictMath.log(sum) - (a + b + (c + d)) / sum);
    }

    /** Probability of the likeliest id. */
    float most() {
        return 1f / sum;
    }

    /** Root mean square distance from one bin, bins. */
    float spread(int centre) {
        float a = 0f;
        float b = 0f;
        float c = 0f;
        float d = 0f;
        for (int i = 0; i < n; i += 4) {
            float at = i - centre;
            a += values[i] * (at * at);
            b += values[i + 1] * ((at + 1f) * (at + 1f));
            c += values[i + 2] * ((at + 2f) * (at + 2f));
            d += values[i + 3] * ((at + 3f) * (at + 3f));
        }
        return (float) Math.sqrt((a + b + (c + d)) / sum);
    }
}

package org.sanderling.planners.decode;

/**
 * Random numbers that depend on nothing but their coordinates (seed, tick, step, slot), so that a replay draws the same
 * ones in any order. SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014) over the mixed coordinates.
 */
public final class CounterRandom {
    private CounterRandom() {}

    /** A number in [0, 1) with 53 random bits. */
    public static double uniform(long seed, long tick, int step, int slot) {
        long z = finish(seed + 0x9E3779B97F4A7C15L);
        z = finish(z ^ (tick * 0xBF58476D1CE4E5B9L));
        z = finish(z ^ (((long) step << 32) | slot));
        return (z >>> 11) * 0x1.0p-53;
    }

    private static long finish(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

package org.sanderling.planners.world;

import org.sanderling.planners.decode.CounterRandom;

/**
 * Normal numbers that depend on seed, frame, step and element alone, so that a replay draws the same bits in any order: Box–Muller
 * (1958) over counter-based uniform numbers, in arithmetic that is the same on every machine.
 */
public final class CounterNoise implements Noise {
    private final long seed;
    private final float temperature;
    private long frame;

    /** @param temperature factor of every number: 1 for samples of the model, less for samples nearer to its mode */
    public CounterNoise(long seed, float temperature) {
        this.seed = seed;
        this.temperature = temperature;
    }

    /** The numbers that follow belong to this frame. */
    public void frame(long number) {
        frame = number;
    }

    @Override
    public float normal(int step, int element) {
        // A pair of uniforms gives two normals: an even element takes the cosine, the odd one after it the sine.
        int pair = element >> 1;
        double u = 1 - CounterRandom.uniform(seed, frame, step, 2 * pair);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
        double turn = 4 * CounterRandom.uniform(seed, frame, step, 2 * pair + 1);
        int quarter = (int) turn;
        double x = (turn - quarter - 0.5) * (Math.PI / 2);
        boolean even = (element & 1) == 0;
        double unit = even == (quarter % 2 == 0) ? cos(x) : sin(x);
        boolean negative = even ? quarter == 1 || quarter == 2 : quarter >= 2;
        unit = negative ? -unit : unit;
        return (float) (temperature * radius * unit);
    }

    // StrictMath's sine and cosine allocate for their argument reduction; within a quarter turn Taylor's polynomials
    // are exact to
    // the last bits, and plain arithmetic is the same everywhere.

    private static double cos(double x) {
        double y = x * x;
        double p = 1 / 20922789888000.0;
        p = p * y - 1 / 87178291200.0;
        p = p * y + 1 / 479001600.0;
        p = p * y - 1 / 3628800.0;
        p = p * y + 1 / 40320.0;
        p = p * y - 1 / 720.0;
        p = p * y + 1 / 24.0;
        p = p * y - 0.5;
        return p * y + 1;
    }

    private static double sin(double x) {
        double y = x * x;
        double p = -1 / 1307674368000.0;
        p = p * y + 1 / 6227020800.0;
        p = p * y - 1 / 39916800.0;
        p = p * y + 1 / 362880.0;
        p = p * y - 1 / 5040.0;
        p = p * y + 1 / 120.0;
        p = p * y - 1 / 6.0;
        return (p * y + 1) * x;
    }
}

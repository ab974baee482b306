package org.sanderling.planners.world;

import org.sanderling.planners.decode.CounterRandom;

/**
 * Normal numbers that depend on seed, frame, step and element alone, so that a replay draws the same bits in any order: Box–Muller
 * (1958) over counter-based uniform numbers, with {@link StrictMath}.
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
        double angle = 2 * Math.PI * CounterRandom.uniform(seed, frame, step, 2 * pair + 1);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
        double unit = (element & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle);
        return (float) (temperature * radius * unit);
    }
}

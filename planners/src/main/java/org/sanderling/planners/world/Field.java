package org.sanderling.planners.world;

import java.lang.foreign.MemorySegment;

/**
 * A network as a sampler sees it: numbers and a time in, as many numbers out. What they mean (velocity, noise, a consistency
 * model's raw output) is for the sampler to say.
 *
 * <p>One thread; no allocation.
 */
public interface Field {
    /** How many numbers. */
    int length();

    /** Where the sampler keeps the sample, f32 [length]. */
    MemorySegment input();

    /** What {@link #evaluate} wrote, f32 [length]. */
    MemorySegment output();

    /** One forward at this time. */
    void evaluate(float time);
}

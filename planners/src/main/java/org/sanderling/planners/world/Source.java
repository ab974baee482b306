package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Where a sample starts: base + scale · noise. From noise alone the base is 0 and the scale 1; a warm start has the last known frame
 * as base and a small scale.
 *
 * <p>One thread; no allocation.
 *
 * @param base f32, repeated over the sample where that is longer (a block of frames starts from one)
 * @param scale standard deviation of the noise
 * @param noise where it comes from
 */
public record Source(MemorySegment base, float scale, Noise noise) {
    /** Number {@code element} of the source at a step of the sampler. */
    float at(int step, int element) {
        int length = (int) (base.byteSize() / Float.BYTES);
        return base.getAtIndex(JAVA_FLOAT, element % length) + scale * noise.normal(step, element);
    }

    /** Fills {@code x} with it. */
    void fill(int step, MemorySegment x, int length) {
        for (int i = 0; i < length; i++) {
            x.setAtIndex(JAVA_FLOAT, i, at(step, i));
        }
    }
}

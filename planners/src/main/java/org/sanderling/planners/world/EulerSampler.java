package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Euler's method on dx/dτ = v(x, τ) from the source at τ = 0 to the data at τ = 1 (flow matching, Lipman et al. 2023). One forward a step.
 */
public final class EulerSampler implements Sampler {
    private final float[] times;

    /** @param times 0 = times[0] &lt; … &lt; times[K] = 1, as from {@link Schedule#uniform} */
    public EulerSampler(float[] times) {
        this.times = Schedule.rising(times);
    }

    @Override
    public void sample(Field field, Source source) {
        MemorySegment x = field.input();
        MemorySegment v = field.output();
        int length = field.length();
        source.fill(0, x, length);
        for (int k = 0; k + 1 < times.length; k++) {
            field.evaluate(times[k]);
            float h = times[k + 1] - times[k];
            for (int i = 0; i < length; i++) {
                x.setAtIndex(JAVA_FLOAT, i, x.getAtIndex(JAVA_FLOAT, i) + h * v.getAtIndex(JAVA_FLOAT, i));
            }
        }
    }

    @Override
    public int forwards() {
        return times.length - 1;
    }
}

package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Heun's method of second order on the same equation as {@link EulerSampler}: an Euler step, then the mean of both ends' velocities. The last
 * step is Euler's, since the data's end (τ = 1) is the time of remembered frames, not of a velocity. 2 K − 1 forwards.
 */
public final class HeunSampler implements Sampler {
    private final float[] times;
    private final MemorySegment first;

    /**
     * @param times 0 = times[0] &lt; … &lt; times[K] = 1
     * @param length numbers of a sample at most
     */
    public HeunSampler(float[] times, int length) {
        this.times = Schedule.rising(times);
        first = Arena.ofAuto().allocate(JAVA_FLOAT, length);
    }

    @Override
    public void sample(Field field, Source source) {
        MemorySegment x = field.input();
        MemorySegment v = field.output();
        int length = field.length();
        source.fill(0, x, length);
        for (int k = 0; k + 1 < times.length; k++) {
            float h = times[k + 1] - times[k];
            field.evaluate(times[k]);
            boolean last = k + 2 == times.length;
            for (int i = 0; i < length; i++) {
                float here = v.getAtIndex(JAVA_FLOAT, i);
                first.setAtIndex(JAVA_FLOAT, i, here);
                x.setAtIndex(JAVA_FLOAT, i, x.getAtIndex(JAVA_FLOAT, i) + h * here);
            }
            if (!last) {
                field.evaluate(times[k + 1]);
                for (int i = 0; i < length; i++) {
                    float change = v.getAtIndex(JAVA_FLOAT, i) - first.getAtIndex(JAVA_FLOAT, i);
                    x.setAtIndex(JAVA_FLOAT, i, x.getAtIndex(JAVA_FLOAT, i) + 0.5f * h * change);
                }
            }
        }
    }

    @Override
    public int forwards() {
        return 2 * (times.length - 1) - 1;
    }
}

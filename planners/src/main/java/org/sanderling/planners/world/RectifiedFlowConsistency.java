package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Multistep consistency sampling in the rectified flow's parametrisation (the form of NVlabs/rcm): the network's velocity leads straight to the
 * data, x̂ = x + (1 − τ) v, and the next step starts from τ′ x̂ + (1 − τ′) (fresh source). No noise at the last step. Without noise in
 * the source this is Euler's method with the velocity's prediction of the end in place of its path.
 */
public final class RectifiedFlowConsistency implements Sampler {
    private final float[] times;

    /** @param times 0 = times[0] &lt; … &lt; times[K] = 1 */
    public RectifiedFlowConsistency(float[] times) {
        this.times = Schedule.rising(times);
    }

    @Override
    public void sample(Field field, Source source) {
        MemorySegment x = field.input();
        MemorySegment v = field.output();
        int length = field.length();
        source.fill(0, x, length);
        for (int k = 0; k + 1 < times.length; k++) {
            float time = times[k];
            float next = times[k + 1];
            field.evaluate(time);
            boolean last = k + 2 == times.length;
            for (int i = 0; i < length; i++) {
                float end = x.getAtIndex(JAVA_FLOAT, i) + (1 - time) * v.getAtIndex(JAVA_FLOAT, i);
                x.setAtIndex(JAVA_FLOAT, i, last ? end : next * end + (1 - next) * source.at(k + 1, i));
            }
        }
    }

    @Override
    public int forwards() {
        return times.length - 1;
    }
}

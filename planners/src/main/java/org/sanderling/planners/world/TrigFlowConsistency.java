package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * sCM on TrigFlow (Lu and Song 2024): x_t = cos t · x₀ + sin t · z with z ~ N(0, σd²), f = cos t · x − sin t · σd · F, where the field is F at x/σd;
 * from s to t: x = cos t · f + sin t · σd · (fresh noise). The source's noise is standard normal, its scale and base are those of z/σd.
 */
public final class TrigFlowConsistency implements Sampler {
    private final float[] times;
    private final float sigmaData;

    /**
     * @param times t_max = times[0] &gt; … &gt; times[K] = 0, as from {@link Schedule#trigFlow}
     * @param sigmaData standard deviation of the data, σd
     */
    public TrigFlowConsistency(float[] times, float sigmaData) {
        this.times = Schedule.falling(times);
        this.sigmaData = sigmaData;
    }

    @Override
    public void sample(Field field, Source source) {
        // The field's input holds x / σd throughout: what the network takes.
        MemorySegment x = field.input();
        MemorySegment output = field.output();
        int length = field.length();
        source.fill(0, x, length);
        for (int k = 0; k + 1 < times.length; k++) {
            field.evaluate(times[k]);
            float cos = (float) StrictMath.cos(times[k]);
            float sin = (float) StrictMath.sin(times[k]);
            float nextCos = (float) StrictMath.cos(times[k + 1]);
            float nextSin = (float) StrictMath.sin(times[k + 1]);
            boolean last = k + 2 == times.length;
            for (int i = 0; i < length; i++) {
                float f = cos * x.getAtIndex(JAVA_FLOAT, i) - sin * output.getAtIndex(JAVA_FLOAT, i);
                x.setAtIndex(JAVA_FLOAT, i, last ? f * sigmaData : nextCos * f + nextSin * source.at(k + 1, i));
            }
        }
    }

    @Override
    public int forwards() {
        return times.length - 1;
    }
}

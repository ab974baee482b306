package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Multistep sampling of a consistency model (Song et al. 2023; openai/consistency_models): D = c_skip x + c_out F(c_in x, 250 ln σ) with
 * c_skip = σd²/((σ−σmin)² + σd²), c_out = (σ−σmin) σd/√(σ² + σd²), c_in = 1/√(σ² + σd²); then x = D + √(σ′² − σmin²) · (fresh noise). Starts from σmax · noise.
 */
public final class ConsistencyModel implements Sampler {
    private final float[] sigmas;
    private final double sigmaMin;
    private final double sigmaData;
    private final MemorySegment sample;

    /**
     * @param sigmas falling, the noise before each forward, the last above σmin; as from {@link Schedule#karras}
     * @param sigmaMin the consistency function's boundary, σmin
     * @param sigmaData standard deviation of the data, σd
     * @param length numbers of a sample at most
     */
    public ConsistencyModel(float[] sigmas, double sigmaMin, double sigmaData, int length) {
        this.sigmas = sigmas.clone();
        this.sigmaMin = sigmaMin;
        this.sigmaData = sigmaData;
        sample = Arena.ofAuto().allocate(JAVA_FLOAT, length);
        for (int k = 0; k < sigmas.length; k++) {
            if (!(sigmas[k] > sigmaMin) || k > 0 && !(sigmas[k] < sigmas[k - 1])) {
                throw new IllegalArgumentException(
                        "sigma " + sigmas[k] + " at " + k + ": they fall, and stay above " + sigmaMin);
            }
        }
    }

    @Override
    public void sample(Field field, Source source) {
        // x itself is kept apart: the field's input holds c_in x.
        MemorySegment input = field.input();
        MemorySegment output = field.output();
        int length = field.length();
        for (int i = 0; i < length; i++) {
            sample.setAtIndex(JAVA_FLOAT, i, sigmas[0] * source.at(0, i));
        }
        for (int k = 0; k < sigmas.length; k++) {
            double sigma = sigmas[k];
            double above = sigma - sigmaMin;
            double root = StrictMath.sqrt(sigma * sigma + sigmaData * sigmaData);
            float skip = (float) (sigmaData * sigmaData / (above * above + sigmaData * sigmaData));
            float out = (float) (above * sigmaData / root);
            float in = (float) (1 / root);
            for (int i = 0; i < length; i++) {
                input.setAtIndex(JAVA_FLOAT, i, in * sample.getAtIndex(JAVA_FLOAT, i));
            }
            field.evaluate((float) (250 * StrictMath.log(sigma)));
            boolean last = k + 1 == sigmas.length;
            double next = last ? sigmaMin : sigmas[k + 1];
            float spread = (float) StrictMath.sqrt(next * next - sigmaMin * sigmaMin);
            for (int i = 0; i < length; i++) {
                float end = skip * sample.getAtIndex(JAVA_FLOAT, i) + out * output.getAtIndex(JAVA_FLOAT, i);
                sample.setAtIndex(JAVA_FLOAT, i, last ? end : end + spread * source.at(k + 1, i));
            }
        }
        MemorySegment.copy(sample, 0, input, 0, (long) length * Float.BYTES);
    }

    @Override
    public int forwards() {
        return sigmas.length;
    }
}

package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * The latent consistency model's multistep sampling (Luo et al. 2023; the form in diffusers): the field predicts ε at an integer timestep t,
 * x̂₀ = (x − √(1−ᾱ) ε)/√ᾱ, d = c_out x̂₀ + c_skip x with s = 10 t, c_skip = σd²/(s² + σd²), c_out = s/√(s² + σd²), σd = ½; then
 * √ᾱ′ d + √(1−ᾱ′) (fresh source), no noise at the last step.
 */
public final class LatentConsistency implements Sampler {
    private static final double SIGMA_DATA = 0.5;
    private static final double TIMESTEP_SCALE = 10;

    private final int[] timesteps;
    private final double[] alphaBar;

    /**
     * @param timesteps falling, each an index into {@code alphaBar}
     * @param alphaBar ᾱ of each timestep, in (0, 1)
     */
    public LatentConsistency(int[] timesteps, double[] alphaBar) {
        this.timesteps = timesteps.clone();
        this.alphaBar = alphaBar.clone();
        for (int k = 0; k < timesteps.length; k++) {
            boolean falls = k == 0 || timesteps[k] < timesteps[k - 1];
            if (!falls || timesteps[k] < 0 || timesteps[k] >= alphaBar.length) {
                throw new IllegalArgumentException("timestep " + timesteps[k] + " at " + k + ": they fall, from below "
                        + alphaBar.length + " to at least 0");
            }
        }
    }

    @Override
    public void sample(Field field, Source source) {
        MemorySegment x = field.input();
        MemorySegment epsilon = field.output();
        int length = field.length();
        source.fill(0, x, length);
        for (int k = 0; k < timesteps.length; k++) {
            int t = timesteps[k];
            field.evaluate(t);
            double s = TIMESTEP_SCALE * t;
            float skip = (float) (SIGMA_DATA * SIGMA_DATA / (s * s + SIGMA_DATA * SIGMA_DATA));
            float out = (float) (s / StrictMath.sqrt(s * s + SIGMA_DATA * SIGMA_DATA));
            float signal = (float) StrictMath.sqrt(alphaBar[t]);
            float spread = (float) StrictMath.sqrt(1 - alphaBar[t]);
            boolean last = k + 1 == timesteps.length;
            double next = last ? 1 : alphaBar[timesteps[k + 1]];
            float nextSignal = (float) StrictMath.sqrt(next);
            float nextSpread = (float) StrictMath.sqrt(1 - next);
            for (int i = 0; i < length; i++) {
                float here = x.getAtIndex(JAVA_FLOAT, i);
                float end = out * (here - spread * epsilon.getAtIndex(JAVA_FLOAT, i)) / signal + skip * here;
                x.setAtIndex(JAVA_FLOAT, i, last ? end : nextSignal * end + nextSpread * source.at(k + 1, i));
            }
        }
    }

    @Override
    public int forwards() {
        return timesteps.length;
    }
}

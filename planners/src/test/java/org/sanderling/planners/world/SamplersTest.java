package org.sanderling.planners.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data x₀ ~ N(m, s²), source z ~ N(0, 1): then velocity, noise and consistency function have closed forms, and so has what each
 * sampler must return for given noise.
 */
class SamplersTest {
    private static final int LENGTH = 64;
    private static final double MEAN = 0.3;
    private static final double STD = 0.7;
    private static final double TOLERANCE = 1e-5;

    private final CounterNoise noise = new CounterNoise(7, 1);
    private final Source source = new Source(Zeros.of(LENGTH), 1, noise);

    /** Slope of the velocity E[x₁ − x₀ | x_τ] = m + slope (x − τ m), with x_τ = (1 − τ) z + τ x₁. */
    private static double slope(double time) {
        return (time * STD * STD - (1 - time)) / variance(time);
    }

    private static double variance(double time) {
        return (1 - time) * (1 - time) + time * time * STD * STD;
    }

    private static GaussianField velocity() {
        return new GaussianField(LENGTH, (x, time) -> MEAN + slope(time) * (x - time * MEAN));
    }

    /** Where the flow takes x from τ: the consistency function. */
    private static double end(double x, double time) {
        return MEAN + STD * (x - time * MEAN) / Math.sqrt(variance(time));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 18})
    void shouldTakeEulersSteps(int steps) {
        GaussianField field = velocity();

        new EulerSampler(Schedule.uniform(steps)).sample(field, source);

        assertThat(field.forwards).isEqualTo(steps);
        double factor = 1;
        for (int k = 0; k < steps; k++) {
            factor *= 1 + slope((double) k / steps) / steps;
        }
        for (int i = 0; i < LENGTH; i++) {
            assertThat(field.sample(i)).isCloseTo(MEAN + factor * noise.normal(0, i), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 18})
    void shouldTakeHeunsSteps(int steps) {
        GaussianField field = velocity();
        HeunSampler sampler = new HeunSampler(Schedule.uniform(steps), LENGTH);

        sampler.sample(field, source);

        assertThat(field.forwards).isEqualTo(sampler.forwards()).isEqualTo(2 * steps - 1);
        double h = 1.0 / steps;
        double factor = 1;
        for (int k = 0; k < steps; k++) {
            double a = slope(k * h);
            boolean last = k + 1 == steps;
            factor *= last ? 1 + h * a : 1 + h * (a + slope((k + 1) * h) * (1 + h * a)) / 2;
        }
        for (int i = 0; i < LENGTH; i++) {
            assertThat(field.sample(i)).isCloseTo(MEAN + factor * noise.normal(0, i), within(TOLERANCE));
        }
    }

    @Test
    void shouldConvergeToTheFlow() {
        assertThat(error(new EulerSampler(Schedule.uniform(200))))
                .isLessThan(error(new EulerSampler(Schedule.uniform(100))) * 0.55);
        double heun = error(new HeunSampler(Schedule.uniform(50), LENGTH));
        assertThat(heun).isLessThan(error(new EulerSampler(Schedule.uniform(100))) / 5);
    }

    private double error(Sampler sampler) {
        GaussianField field = velocity();
        sampler.sample(field, source);
        double worst = 0;
        for (int i = 0; i < LENGTH; i++) {
            worst = Math.max(worst, Math.abs(field.sample(i) - end(noise.normal(0, i), 0)));
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldSampleARectifiedFlowsConsistencyFunction(int steps) {
        float[] times = Schedule.rectified(Schedule.trigFlow(steps));
        // A consistency model's velocity leads to the end of the flow: f = x + (1 − τ) v.
        GaussianField field = new GaussianField(LENGTH, (x, time) -> (end(x, time) - x) / (1 - time));

        new RectifiedFlowConsistency(times).sample(field, source);

        assertThat(field.forwards).isEqualTo(steps);
        for (int i = 0; i < LENGTH; i++) {
            double x = noise.normal(0, i);
            for (int k = 0; k < steps; k++) {
                x = end(x, times[k]);
                if (k + 1 < steps) {
                    x = times[k + 1] * x + (1 - times[k + 1]) * noise.normal(k + 1, i);
                }
            }
            assertThat(field.sample(i)).isCloseTo(x, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldSampleTrigFlowsConsistencyFunction(int steps) {
        float[] times = Schedule.trigFlow(steps);
        double sigmaData = 0.5;
        // The network sees x/σd and answers F: f = cos t x − sin t σd F.
        GaussianField field = new GaussianField(LENGTH, (scaled, t) -> {
            double x = scaled * sigmaData;
            return (Math.cos(t) * x - trigEnd(x, t, sigmaData)) / (Math.sin(t) * sigmaData);
        });

        new TrigFlowConsistency(times, (float) sigmaData).sample(field, source);

        assertThat(field.forwards).isEqualTo(steps);
        for (int i = 0; i < LENGTH; i++) {
            double x = sigmaData * noise.normal(0, i);
            for (int k = 0; k < steps; k++) {
                x = trigEnd(x, times[k], sigmaData);
                if (k + 1 < steps) {
                    x = Math.cos(times[k + 1]) * x + Math.sin(times[k + 1]) * sigmaData * noise.normal(k + 1, i);
                }
            }
            assertThat(field.sample(i)).isCloseTo(x, within(TOLERANCE));
        }
    }

    private static double trigEnd(double x, double t, double sigmaData) {
        double cos = Math.cos(t);
        double sin = Math.sin(t);
        return MEAN + STD * (x - cos * MEAN) / Math.sqrt(cos * cos * STD * STD + sin * sin * sigmaData * sigmaData);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 18})
    void shouldSampleAConsistencyModel(int steps) {
        double sigmaMin = 0.002;
        double sigmaData = 0.5;
        float[] sigmas = Schedule.karras(steps, sigmaMin, 80);
        // The network sees c_in x at 250 ln σ and answers F: D = c_skip x + c_out F.
        GaussianField field = new GaussianField(LENGTH, (scaled, time) -> {
            double sigma = Math.exp(time / 250);
            double root = Math.sqrt(sigma * sigma + sigmaData * sigmaData);
            double above = sigma - sigmaMin;
            double skip = sigmaData * sigmaData / (above * above + sigmaData * sigmaData);
            double out = above * sigmaData / root;
            double x = scaled * root;
            return (consistent(x, sigma, sigmaMin) - skip * x) / out;
        });

        new ConsistencyModel(sigmas, sigmaMin, sigmaData, LENGTH).sample(field, source);

        assertThat(field.forwards).isEqualTo(steps);
        for (int i = 0; i < LENGTH; i++) {
            double x = sigmas[0] * noise.normal(0, i);
            for (int k = 0; k < steps; k++) {
                x = consistent(x, sigmas[k], sigmaMin);
                if (k + 1 < steps) {
                    x += Math.sqrt((double) sigmas[k + 1] * sigmas[k + 1] - sigmaMin * sigmaMin)
                            * noise.normal(k + 1, i);
                }
            }
            // 250 ln σ in single precision moves σ by up to 1e-7 of itself times 250: the formula's inverse, not the
            // sampler, costs a digit.
            assertThat(field.sample(i)).isCloseTo(x, within(2 * TOLERANCE));
        }
    }

    private static double consistent(double x, double sigma, double sigmaMin) {
        return MEAN + (x - MEAN) * Math.sqrt((STD * STD + sigmaMin * sigmaMin) / (STD * STD + sigma * sigma));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldSampleALatentConsistencyModel(int steps) {
        double[] alphaBar = Schedule.scaledLinearAlphaBar();
        int[] timesteps = new int[steps];
        for (int k = 0; k < steps; k++) {
            timesteps[k] = 999 - k * (1000 / steps);
        }
        // The network answers ε such that c_out x̂₀ + c_skip x is the consistency function.
        GaussianField field = new GaussianField(LENGTH, (x, time) -> {
            int t = (int) time;
            double s = 10.0 * t;
            double skip = 0.25 / (s * s + 0.25);
            double out = s / Math.sqrt(s * s + 0.25);
            double start = (latentEnd(x, alphaBar[t]) - skip * x) / out;
            return (x - Math.sqrt(alphaBar[t]) * start) / Math.sqrt(1 - alphaBar[t]);
        });

        new LatentConsistency(timesteps, alphaBar).sample(field, source);

        assertThat(field.forwards).isEqualTo(steps);
        for (int i = 0; i < LENGTH; i++) {
            double x = noise.normal(0, i);
            for (int k = 0; k < steps; k++) {
                x = latentEnd(x, alphaBar[timesteps[k]]);
                if (k + 1 < steps) {
                    double next = alphaBar[timesteps[k + 1]];
                    x = Math.sqrt(next) * x + Math.sqrt(1 - next) * noise.normal(k + 1, i);
                }
            }
            assertThat(field.sample(i)).isCloseTo(x, within(TOLERANCE));
        }
    }

    private static double latentEnd(double x, double alphaBar) {
        return MEAN + STD * (x - Math.sqrt(alphaBar) * MEAN) / Math.sqrt(alphaBar * STD * STD + 1 - alphaBar);
    }

    @Test
    void shouldHaveTheDatasMomentsWhereTheFunctionIsExact() {
        int length = 20_000;
        GaussianField field = new GaussianField(length, (x, time) -> (end(x, time) - x) / (1 - time));

        new RectifiedFlowConsistency(Schedule.uniform(4))
                .sample(field, new Source(Zeros.of(length), 1, new CounterNoise(3, 1)));

        double sum = 0;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            sum += field.sample(i);
            squares += (field.sample(i) - MEAN) * (field.sample(i) - MEAN);
        }
        assertThat(sum / length).isCloseTo(MEAN, within(0.02));
        assertThat(Math.sqrt(squares / length)).isCloseTo(STD, within(0.02));
    }

    @Test
    void shouldStartWarmFromABaseThatABlockRepeats() {
        MemorySegment base = java.lang.foreign.Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, 2);
        base.setAtIndex(ValueLayout.JAVA_FLOAT, 0, 5);
        base.setAtIndex(ValueLayout.JAVA_FLOAT, 1, -3);
        GaussianField still = new GaussianField(4, (x, time) -> 0);

        new EulerSampler(Schedule.uniform(2)).sample(still, new Source(base, 0.3f, Noise.NONE));

        assertThat(new double[] {still.sample(0), still.sample(1), still.sample(2), still.sample(3)})
                .containsExactly(5, -3, 5, -3);
    }

    @Test
    void shouldGuideAwayFromTheUnconditional() {
        GaussianField conditional = new GaussianField(3, (x, time) -> x + 1);
        GaussianField unconditional = new GaussianField(3, (x, time) -> x - 1);
        GuidedField guided = new GuidedField(conditional, unconditional, 2.5f);
        guided.input().setAtIndex(ValueLayout.JAVA_FLOAT, 1, 4);

        guided.evaluate(0);

        // u + w (c − u) = 3 + 2.5 · 2
        assertThat(guided.output().getAtIndex(ValueLayout.JAVA_FLOAT, 1)).isEqualTo(8f);
        assertThatThrownBy(() -> new GuidedField(conditional, velocity(), 1))
                .hasMessageContaining("fields of 3 and 64");
    }

    @Test
    void shouldRefuseSchedulesThatLeadNowhere() {
        assertThatThrownBy(() -> Schedule.uniform(0)).hasMessageContaining("steps 0: allowed: 1 … 1000");
        assertThatThrownBy(() -> new EulerSampler(new float[] {0, 0.5f, 0.5f, 1}))
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> new TrigFlowConsistency(new float[] {1, 0.5f}, 1))
                .hasMessageContaining("fall");
        assertThatThrownBy(() -> new ConsistencyModel(new float[] {1, 2}, 0.1, 0.5, 3))
                .hasMessageContaining("fall");
        assertThatThrownBy(() -> new LatentConsistency(new int[] {4, 9}, new double[10]))
                .hasMessageContaining("fall");
    }

    @Test
    void shouldUseTheTimesOfThePublishedCode() {
        float[] four = Schedule.trigFlow(4);
        assertThat(four)
                .hasSize(5)
                .startsWith((float) Math.atan(80), 1.5f, 1.4f, 1.0f)
                .endsWith(0f);
        float[] rectified = Schedule.rectified(four);
        // r = sin t / (sin t + cos t) at t = 1: 0.6090, so τ = 0.3910
        assertThat(rectified[3]).isCloseTo(0.39096f, within(1e-4f));
        assertThat(rectified[0]).isZero();
        assertThat(rectified[4]).isOne();
    }
}

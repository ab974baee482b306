package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** What continuity promises: no jump of position and velocity at a seam, whatever the chunks are. */
class SeamTest {
    private static final int T = 20;
    private static final int D = 3;
    private static final int N = 10;

    private static BeastTokenizer tokenizer(
            Continuity continuity, InitialState initial, int degree, List<Double> limits) {
        return new BeastTokenizer(Specs.beast(T, 0.95, N, degree, Specs.names(D, 1), initial)
                .withOptions(TokenizerOptions.NONE.withContinuity(continuity, limits)));
    }

    @Property(tries = 150)
    void positionAndVelocityGoOnOverRandomChunks(
            @ForAll long seed, @ForAll InitialState initial, @ForAll @IntRange(min = 1, max = 5) int degree) {
        BeastTokenizer beast = tokenizer(Continuity.POSITION_VELOCITY, initial, degree, List.of());
        Random random = new Random(seed);
        float[] state = new float[beast.stateSize()];
        float[] before = new float[D];
        float[] velocityBefore = new float[D];
        float[] after = new float[D];
        float[] velocity = new float[D];
        float[] c = new float[beast.tokenCount()];
        int[] tokens = new int[beast.tokenCount()];
        assertThat(state).hasSize(2 * D);
        for (int chunk = 0; chunk < 6; chunk++) {
            float[] samples = new float[T * D];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = random.nextFloat(-2, 2);
            }
            beast.encode(samples, state, tokens, 0);
            beast.dequantize(tokens, 0, state, c);
            beast.spline().evaluate(c, 0, after);
            beast.spline().derivative(c, 1, 0, velocity);
            for (int d = 0; d < D - 1; d++) {
                assertThat(after[d]).isCloseTo(before[d], offset(1e-6f));
                assertThat(velocity[d])
                        .isCloseTo(velocityBefore[d], offset(1e-4f * Math.max(1, Math.abs(velocityBefore[d]))));
            }
            beast.spline().stateAtEnd(c, state);
            beast.spline().evaluate(c, 0.95, before);
            beast.spline().derivative(c, 1, 0.95, velocityBefore);
            for (int d = 0; d < D; d++) {
                assertThat(state[d]).isCloseTo(before[d], offset(1e-6f));
                assertThat(state[D + d])
                        .isCloseTo(velocityBefore[d], offset(1e-4f * Math.max(1, Math.abs(velocityBefore[d]))));
            }
        }
    }

    /** What is promised of a stream of chunks that were encoded, quantised and decoded one after the other. */
    @Property(tries = 200)
    void seamsJumpLessThanAStepAndAHundredthOfTheVelocityLimit(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int degree, @ForAll boolean smooth) {
        double limit = 3;
        double step = 5.0 / 255; // of the bounds ±2.5
        BeastTokenizer beast = tokenizer(
                Continuity.POSITION_VELOCITY, InitialState.NONE, degree, java.util.Collections.nCopies(D, limit));
        Random random = new Random(seed);
        float[] state = new float[beast.stateSize()];
        float[] at = new float[D];
        float[] velocity = new float[D];
        float[] c = new float[beast.tokenCount()];
        int[] tokens = new int[beast.tokenCount()];
        for (int chunk = 0; chunk < 8; chunk++) {
            float[] samples = new float[T * D];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = smooth
                        ? (float) Math.sin((chunk * T + i / D) * 0.15 * (1 + i % D)) // up to 9 unit/s: above the limit
                        : random.nextFloat(-2, 2);
            }
            beast.encode(samples, state, tokens, 0);
            beast.dequantize(tokens, 0, state, c);
            beast.evaluate(c, 0, at);
            beast.derivative(c, 1, 0, velocity);
            for (int d = 0; d < D - 1; d++) {
                double taken = Math.clamp(state[D + d], -limit, limit);
                assertThat(Math.abs(at[d] - state[d])).isLessThanOrEqualTo((float) step);
                assertThat(Math.abs(velocity[d] - taken)).isLessThanOrEqualTo(0.01 * limit);
            }
            beast.spline().stateAtEnd(c, state);
        }
    }

    @Property(tries = 100)
    void whatIsLeftIsFittedBest(@ForAll long seed, @ForAll Continuity continuity) {
        BeastSpline spline =
                tokenizer(continuity, InitialState.NONE, 4, List.of()).spline();
        Random random = new Random(seed);
        float[] state = new float[2 * D];
        double[] chunk = new double[T * D];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = random.nextDouble(-2, 2);
        }
        for (int i = 0; i < state.length; i++) {
            state[i] = random.nextFloat(-1, 1);
        }
        double[] c = new double[N * D];
        spline.fit(chunk, state, c);

        // The normal equations of the free control points: the residual is orthogonal to their basis functions.
        double[] fitted = new double[T * D];
        spline.reconstruct(c, fitted);
        double[][] phi = NaiveBeast.matrix(T, N, 4);
        int given = continuity.ordinal();
        for (int d = 0; d < D - 1; d++) {
            for (int k = given; k < N; k++) {
                double dot = 0;
                for (int t = 0; t < T; t++) {
                    dot += phi[t][k] * (chunk[t * D + d] - fitted[t * D + d]);
                }
                assertThat(dot).isCloseTo(0, offset(1e-6));
            }
            if (given > 0) {
                assertThat(c[d * N]).isEqualTo(state[d]);
            }
        }
    }

    @Test
    void positionAloneLetsTheVelocityJump() {
        BeastTokenizer beast = tokenizer(Continuity.POSITION, InitialState.NONE, 4, List.of());
        float[] state = {1, -1, 0.5f};
        float[] c = new float[beast.tokenCount()];
        beast.dequantize(new int[beast.tokenCount()], 0, state, c);

        assertThat(beast.stateSize()).isEqualTo(D);
        assertThat(c[0]).isEqualTo(1);
        assertThat(c[1]).isEqualTo(-2.5f);
        // The zero-order DoF keeps what its token says.
        assertThat(c[2 * N]).isEqualTo(-2.5f);
    }

    @Test
    void velocityIsTakenOverUpToItsLimit() {
        BeastTokenizer beast = tokenizer(
                Continuity.POSITION_VELOCITY, InitialState.NONE, 4, List.of(0.5, Double.POSITIVE_INFINITY, 1.0));
        float[] c = new float[beast.tokenCount()];
        float[] velocity = new float[D];
        beast.dequantize(new int[beast.tokenCount()], 0, new float[] {0, 0, 0, -3, -3, -3}, c);
        beast.spline().derivative(c, 1, 0, velocity);

        assertThat(velocity[0]).isCloseTo(-0.5f, offset(1e-5f));
        assertThat(velocity[1]).isCloseTo(-3f, offset(1e-5f));
        assertThat(velocity[2]).isZero();
        assertThatThrownBy(() -> tokenizer(Continuity.POSITION, InitialState.NONE, 4, List.of(1.0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("velocityLimit has 1 values; the spec has 3 DoFs");
    }

    @Test
    void onlyWhatIsTiedReadsAState() {
        assertThat(tokenizer(Continuity.NONE, InitialState.NONE, 4, List.of()).stateSize())
                .isZero();
        assertThat(tokenizer(Continuity.NONE, InitialState.RESIDUAL, 4, List.of())
                        .stateSize())
                .isEqualTo(D);
    }
}

package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

class BeastTokenizerTest {
    private static final int DOFS = 3;
    private static final int N = 10;

    private static BeastTokenizer tokenizer(InitialState initial) {
        return new BeastTokenizer(Specs.beast(20, 1, N, 4, Specs.names(DOFS, 1), initial));
    }

    private static float[] wave(long seed) {
        Random random = new Random(seed);
        float[] chunk = new float[20 * DOFS];
        for (int d = 0; d < DOFS; d++) {
            double phase = random.nextDouble(6);
            for (int t = 0; t < 20; t++) {
                chunk[t * DOFS + d] = (float) Math.sin(phase + t * 0.2);
            }
        }
        return chunk;
    }

    @Property(tries = 100)
    void tokensAreTheOracles(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int offset) {
        BeastTokenizer beast = tokenizer(InitialState.NONE);
        float[] chunk = wave(seed);
        int[] tokens = new int[offset + beast.tokenCount()];
        beast.encode(chunk, new float[0], tokens, offset);

        for (int d = 0; d < DOFS; d++) {
            double[] column = new double[20];
            for (int t = 0; t < 20; t++) {
                column[t] = chunk[t * DOFS + d];
            }
            double[] c = NaiveBeast.fit(column, N, beast.spline().degree(d), 1e-9);
            for (int k = 0; k < N; k++) {
                assertThat(tokens[offset + k * DOFS + d]).isEqualTo(NaiveBeast.quantize(c[k], -2.5, 2.5, 256));
            }
        }
    }

    @Property(tries = 100)
    void everyTokenSurvivesDecodingAndEncoding(@ForAll long seed) {
        BeastTokenizer beast = tokenizer(InitialState.NONE);
        int[] tokens = new Random(seed).ints(beast.tokenCount(), 0, 256).toArray();
        float[] c = new float[beast.tokenCount()];
        beast.dequantize(tokens, 0, new float[0], c);
        int[] again = new int[tokens.length];

        assertThat(beast.quantize(c, again, 0)).isZero();
        assertThat(again).isEqualTo(tokens);
    }

    @Property(tries = 100)
    void decodingInOneGoIsDequantizeAndReconstruct(@ForAll long seed, @ForAll InitialState initial) {
        BeastTokenizer beast = tokenizer(initial);
        int[] tokens = new Random(seed).ints(beast.tokenCount() + 2, 0, 256).toArray();
        float[] last = {0.5f, -0.25f, 1};
        float[] c = new float[beast.tokenCount()];
        float[] steps = new float[20 * DOFS];
        beast.dequantize(tokens, 2, last, c);
        beast.reconstruct(c, steps);
        float[] direct = new float[20 * DOFS];
        beast.decode(tokens, 2, beast.tokenCount(), last, direct);

        assertThat(direct).isEqualTo(steps);
    }

    @Property(tries = 300)
    void everyShapeDecodesLikeDequantizeAndReconstruct(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 5) int degree,
            @ForAll @IntRange(min = 1, max = 12) int spans,
            @ForAll @IntRange(min = 0, max = 30) int more,
            @ForAll @IntRange(min = 1, max = 5) int dofs,
            @ForAll InitialState initial) {
        int n = degree + spans;
        int samples = Math.max(2, n + more);
        BeastTokenizer beast =
                new BeastTokenizer(Specs.beast(samples, 1, n, degree, Specs.names(dofs, dofs / 3), initial));
        Random random = new Random(seed);
        int[] tokens = random.ints(beast.tokenCount(), 0, 256).toArray();
        float[] last = new float[dofs];
        for (int d = 0; d < dofs; d++) {
            last[d] = random.nextFloat(-1, 1);
        }
        float[] c = new float[beast.tokenCount()];
        float[] steps = new float[samples * dofs];
        float[] direct = new float[samples * dofs];
        beast.dequantize(tokens, 0, last, c);
        beast.reconstruct(c, steps);
        beast.decode(tokens, 0, tokens.length, last, direct);
        assertThat(direct).isEqualTo(steps);

        // The fast fit against the plain one.
        int[] again = new int[tokens.length];
        int[] expected = new int[tokens.length];
        double[] fitted = new double[tokens.length];
        double[] chunk = new double[direct.length];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = direct[i];
        }
        beast.encode(direct, last, again, 0);
        beast.spline().fit(chunk, last, fitted);
        beast.quantize(fitted, expected, 0, new ClipCount(beast.spec()));
        assertThat(again).isEqualTo(expected);
    }

    @Test
    void overwriteBeginsAtTheLastActionButLeavesZeroOrderDofs() {
        BeastTokenizer beast = tokenizer(InitialState.OVERWRITE);
        float[] last = {0.5f, -0.25f, 7};
        float[] chunk = wave(1);
        int[] tokens = new int[beast.tokenCount()];
        beast.encode(chunk, last, tokens, 0);
        float[] c = new float[beast.tokenCount()];
        beast.dequantize(tokens, 0, last, c);

        assertThat(c[0]).isEqualTo(0.5f);
        assertThat(c[N]).isEqualTo(-0.25f);
        assertThat(c[2 * N]).isCloseTo((chunk[2] + chunk[5]) / 2, offset(0.01f));
    }

    @Property(tries = 50)
    void residualFitsWhatTheLastActionLeaves(@ForAll long seed) {
        BeastTokenizer beast = tokenizer(InitialState.RESIDUAL);
        float[] chunk = wave(seed);
        float[] last = {0.5f, -0.25f, 7};
        float[] c = new float[beast.tokenCount()];
        beast.fit(chunk, last, c);

        double[][] phi = NaiveBeast.matrix(20, N, 4);
        for (int d = 0; d < 2; d++) {
            assertThat(c[d * N]).isEqualTo(last[d]);
            double[][] others = new double[20][];
            double[] left = new double[20];
            for (int t = 0; t < 20; t++) {
                others[t] = Arrays.copyOfRange(phi[t], 1, N);
                left[t] = chunk[t * DOFS + d] - last[d] * phi[t][0];
            }
            double[] oracle = NaiveBeast.fit(others, left, 1e-9);
            for (int k = 1; k < N; k++) {
                assertThat(c[d * N + k]).isCloseTo((float) oracle[k - 1], offset(1e-5f));
            }
        }
        // The gripper's first interval is its own.
        assertThat(c[2 * N]).isCloseTo((chunk[2] + chunk[5]) / 2, offset(0.01f));
        assertThat(beast.stateSize()).isEqualTo(DOFS);
    }

    @Property(tries = 50)
    void batchesAreChunksOneByOne(@ForAll long seed) {
        BeastTokenizer beast = tokenizer(InitialState.OVERWRITE);
        float[] last = {0.5f, -0.25f, 1};
        int n = beast.tokenCount();
        float[] chunks = new float[4 * 20 * DOFS];
        int[] tokens = new int[4 * n];
        int[] one = new int[n];
        float[] samples = new float[chunks.length];
        float[] sample = new float[20 * DOFS];
        float[] at = new float[DOFS];
        float[] c = new float[n];
        float[] evaluated = new float[DOFS];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(wave(seed + i), 0, chunks, i * 20 * DOFS, 20 * DOFS);
        }
        beast.encodeBatch(chunks, 4, last, tokens);
        beast.decodeBatch(tokens, 4, last, samples);
        for (int i = 0; i < 4; i++) {
            beast.encode(wave(seed + i), last, one, 0);
            beast.decode(one, 0, n, last, sample);
            assertThat(Arrays.copyOfRange(tokens, i * n, i * n + n)).isEqualTo(one);
            assertThat(Arrays.copyOfRange(samples, i * sample.length, (i + 1) * sample.length))
                    .isEqualTo(sample);
            beast.dequantize(one, 0, last, c);
            beast.evaluate(c, 0.37f, evaluated);
            beast.decode(tokens, i * n, last, 0.37f, at);
            assertThat(at).containsExactly(evaluated, offset(1e-6f));
        }
    }

    @Test
    void countsClippedByDof() {
        BeastTokenizer beast = tokenizer(InitialState.NONE);
        double[] c = new double[beast.tokenCount()];
        c[0] = 2.6;
        c[N + 3] = -9;
        c[N + 4] = 2.5;
        ClipCount count = new ClipCount(beast.spec());
        count.add(1, 5, 5);
        beast.quantize(c, new int[c.length], 0, count);

        assertThat(List.of(count.clipped(0), count.clipped(1), count.clipped(2), count.clipped()))
                .containsExactly(1L, 6L, 0L, 7L);
        assertThat(count.share(0)).isEqualTo(0.1);
        assertThat(count.warns(0)).isTrue();
        assertThat(count.warns(2)).isFalse();
        assertThat(count.warns()).isTrue();
        count.reset();
        assertThat(count.warns()).isFalse();
    }

    @Test
    void countsTokensAtTheirEnds() {
        BeastTokenizer beast = tokenizer(InitialState.RESIDUAL);
        int[] tokens = new int[1 + beast.tokenCount()];
        Arrays.fill(tokens, 100);
        tokens[1] = 0; // given by the state
        tokens[1 + 3 * DOFS] = 253;
        tokens[1 + 5 * DOFS] = 252;
        tokens[1 + 4 * DOFS + 2] = 255; // a gripper is often at its end
        ClipCount count = new ClipCount(beast.spec());
        beast.countSaturated(tokens, 1, count);

        assertThat(count.clipped()).isEqualTo(1);
        assertThat(count.share(0)).isEqualTo(1 / 9.0);
        assertThat(count.share()).isEqualTo(1 / 18.0);
        assertThat(count.warns(0)).isTrue();
    }

    @Test
    void languageModelIdsCountDownFromTheLast() {
        TokenizerSpec plain = Specs.beast(20, N, 4, 1, 0);
        int[] ids = new int[2];
        new BeastTokenizer(new TokenizerSpec(
                        "beast",
                        20,
                        Double.NaN,
                        1,
                        N,
                        4,
                        256,
                        1e-9,
                        plain.dofs(),
                        plain.boundsMin(),
                        plain.boundsMax(),
                        InitialState.NONE,
                        "",
                        51289))
                .toLanguageModel(new int[] {0, 255}, ids);

        assertThat(ids).containsExactly(51288, 51033);
    }

    @Test
    void saysWhichInputIsBad() {
        BeastTokenizer beast = tokenizer(InitialState.NONE);
        float[] chunk = wave(1);
        chunk[4 * DOFS + 1] = Float.NaN;
        assertThatThrownBy(() -> beast.encode(chunk, new float[0], new int[beast.tokenCount()], 0))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("control point 0 of DoF d1 is NaN; the chunk has a sample that is not finite");

        int[] tokens = new int[beast.tokenCount()];
        tokens[7] = 256;
        assertThatThrownBy(() -> beast.dequantize(tokens, 0, new float[0], new float[tokens.length]))
                .hasMessage("token 256 at position 7 is outside 0…255");
        assertThatThrownBy(() -> beast.decode(tokens, 0, 29, new float[0], new float[60]))
                .hasMessage("29 tokens; a chunk has 10 × 3 = 30");
    }

    @Test
    void saysWhichBoundsAreBad() {
        TokenizerSpec spec = Specs.beast(20, 10, 4, 2, 0);
        assertThatThrownBy(() -> new BeastTokenizer(spec.withBounds(List.of(), List.of())))
                .hasMessage(
                        "bounds have 0 min and 0 max values; 2 DoFs × 10 = 20 are needed of each, or calibrate them first");
        List<Double> max = new java.util.ArrayList<>(Collections.nCopies(20, 1.0));
        max.set(13, -1.0);
        assertThatThrownBy(() -> new BeastTokenizer(spec.withBounds(Collections.nCopies(20, -1.0), max)))
                .hasMessage(
                        "bounds of DoF d1, basis 3: min -1.0 is not below max -1.0; widen them, or leave out a column that never changes");
    }

    @Test
    void nothingIsAllocated() {
        BeastTokenizer beast = tokenizer(InitialState.OVERWRITE);
        float[] chunk = wave(5);
        float[] last = {0.1f, 0.2f, 0.3f};
        float[] c = new float[beast.tokenCount()];
        int[] tokens = new int[beast.tokenCount()];
        float[] samples = new float[chunk.length];
        float[] out = new float[DOFS];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        float sum = 0;
        long allocated = 0;
        for (int round = 0; round < 4; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 20_000; i++) {
                beast.fit(chunk, last, c);
                beast.quantize(c, tokens, 0);
                beast.encode(chunk, last, tokens, 0);
                beast.dequantize(tokens, 0, last, c);
                beast.reconstruct(c, samples);
                beast.decode(tokens, 0, tokens.length, last, samples);
                beast.evaluate(c, 0.3f, out);
                beast.derivative(c, 1, 0.3f, out);
                beast.decode(tokens, 0, last, 0.4f, out);
                beast.encodeBatch(chunk, 1, last, tokens);
                beast.decodeBatch(tokens, 1, last, samples);
                sum += samples[3] + out[1] + beast.evaluate(c, 1, 0.7f);
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(sum).isNotNaN();
        // Reading the counter costs a few bytes; 20,000 rounds of anything would cost more.
        assertThat(allocated).isLessThan(2_000);
    }
}

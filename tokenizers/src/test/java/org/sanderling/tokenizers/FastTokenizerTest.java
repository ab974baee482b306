package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

class FastTokenizerTest {
    private static final int T = 20;
    private static final int D = 3;

    private static TokenizerSpec spec(int vocabulary) {
        return new TokenizerSpec(
                "fast",
                T,
                20,
                0.95,
                0,
                0,
                vocabulary,
                0,
                Specs.names(D, 0),
                List.of(-1.0, -2.0, 0.0),
                List.of(1.0, 2.0, 10.0),
                InitialState.NONE,
                "",
                0);
    }

    private static float[] wave(long seed) {
        Random random = new Random(seed);
        float[] chunk = new float[T * D];
        double phase = random.nextDouble(6);
        for (int t = 0; t < T; t++) {
            chunk[t * D] = (float) Math.sin(phase + t * 0.15);
            chunk[t * D + 1] = (float) (2 * Math.cos(phase + t * 0.1));
            chunk[t * D + 2] = (float) (5 + 4 * Math.sin(t * 0.05 - phase));
        }
        return chunk;
    }

    private static List<float[]> waves(int count) {
        List<float[]> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(wave(i));
        }
        return chunks;
    }

    @Property(tries = 100)
    void roundingIsAllThatIsLost(@ForAll long seed) {
        ActionTokenizer fast = ActionTokenizer.of(spec(512));
        float[] chunk = wave(seed);
        int[] tokens = new int[fast.maxTokens() + 3];
        int count = fast.encode(chunk, new float[0], tokens, 3);
        float[] samples = new float[chunk.length];
        fast.decode(tokens, 3, count, new float[0], samples);

        // Parseval: each coefficient is at most ½/10 off, so is the root mean square of the samples, in halves of the
        // range.
        double[] half = {1, 2, 5};
        for (int d = 0; d < D; d++) {
            double squares = 0;
            for (int t = 0; t < T; t++) {
                squares += Math.pow((samples[t * D + d] - chunk[t * D + d]) / half[d], 2);
            }
            assertThat(Math.sqrt(squares / T)).isLessThanOrEqualTo(0.05 + 1e-6);
        }
    }

    @Property(tries = 100)
    void mergedTokensStandForTheSameChunk(@ForAll long seed) {
        TokenizerSpec trained = FastTokenizer.train(spec(512), waves(60), 128);
        ActionTokenizer plain = new FastTokenizer(spec(512 - 128));
        ActionTokenizer merged = new FastTokenizer(trained);
        float[] chunk = wave(seed);
        int[] tokens = new int[T * D];
        int[] fewer = new int[T * D];
        float[] expected = new float[chunk.length];
        float[] samples = new float[chunk.length];
        plain.decode(tokens, 0, plain.encode(chunk, new float[0], tokens, 0), new float[0], expected);
        int count = merged.encode(chunk, new float[0], fewer, 0);
        merged.decode(fewer, 0, count, new float[0], samples);

        assertThat(samples).isEqualTo(expected);
        assertThat(count).isLessThan(T * D / 2);
    }

    @Test
    void aConstantIsOneCoefficient() {
        FastTokenizer fast = new FastTokenizer(spec(512));
        float[] chunk = new float[T * D];
        for (int t = 0; t < T; t++) {
            chunk[t * D] = 0.5f;
            chunk[t * D + 2] = 5;
        }
        int[] tokens = new int[T * D];
        fast.encode(chunk, new float[0], tokens, 0);

        // 0.5 √20 · 10 = 22.4
        assertThat(tokens[0] - 256).isEqualTo(22);
        assertThat(Arrays.copyOfRange(tokens, 1, tokens.length)).containsOnly(256);
    }

    @Test
    void mergesAreLearntMostFrequentFirst() {
        List<Merge> merges = BytePairs.train(List.of(new int[] {1, 2, 1, 2, 3, 1, 2, 3}, new int[] {0, 0, 4}), 5, 10);
        BytePairs pairs = new BytePairs(5, merges);
        int[] symbols = {9, 1, 2, 3, 1, 2, 1};

        assertThat(merges).containsExactly(new Merge(1, 2), new Merge(5, 3));
        assertThat(pairs.encode(symbols, 1, 6)).isEqualTo(3);
        assertThat(symbols).startsWith(9, 6, 5, 1);
        assertThat(pairs.expand(6)).containsExactly(1, 2, 3);
    }

    @Test
    void wrongLengthsAreStatedNotZeroed() {
        FastTokenizer fast = new FastTokenizer(spec(512));
        assertThatThrownBy(() -> fast.decode(new int[59], 0, 59, new float[0], new float[60]))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("59 tokens stand for 59 coefficients; a chunk has 20 × 3 = 60");
        assertThatThrownBy(() -> fast.decode(new int[61], 0, 61, new float[0], new float[60]))
                .hasMessage("61 tokens stand for 61 coefficients; a chunk has 20 × 3 = 60");
        int[] tokens = new int[60];
        tokens[4] = 512;
        assertThatThrownBy(() -> fast.decode(tokens, 0, 60, new float[0], new float[60]))
                .hasMessage("token 512 at position 4 is outside 0…511");
        float[] chunk = wave(1);
        chunk[2] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> fast.encode(chunk, new float[0], tokens, 0))
                .hasMessage("DoF d2 has a sample that is not finite; mend or leave out the chunk");
        assertThatThrownBy(() -> new BytePairs(5, List.of(new Merge(1, 5))))
                .hasMessage("merge 0 joins 1 and 5; only tokens 0…4 are known before it");
    }

    @Test
    void binningKeepsEverySampleToHalfABin() {
        ActionTokenizer binning = new BinningTokenizer(spec(256));
        float[] chunk = wave(4);
        int[] tokens = new int[binning.maxTokens()];
        int count = binning.encode(chunk, new float[0], tokens, 0);
        float[] samples = new float[chunk.length];
        binning.decode(tokens, 0, count, new float[0], samples);

        double[] range = {2, 4, 10};
        assertThat(count).isEqualTo(60);
        for (int i = 0; i < chunk.length; i++) {
            assertThat((double) samples[i]).isCloseTo(chunk[i], offset(range[i % D] / 255 / 2 + 1e-6));
        }
        assertThatThrownBy(() -> binning.decode(tokens, 0, 59, new float[0], samples))
                .hasMessage("59 tokens; a chunk has 20 × 3 = 60");
        tokens[1] = -1;
        assertThatThrownBy(() -> binning.decode(tokens, 0, 60, new float[0], samples))
                .hasMessage("token -1 at position 1 is outside 0…255");
        chunk[7] = Float.NaN;
        assertThatThrownBy(() -> binning.encode(chunk, new float[0], tokens, 0))
                .hasMessage("sample 2 of DoF d1 is NaN; mend or leave out the chunk");
    }
}

package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** Decoded rotations are rotations, whatever the tokens are. */
class RotationsTest {
    private static final int D = 12;
    private static final int T = 20;
    private static final List<Rotation> BOTH = List.of(
            new Rotation(RotationKind.QUATERNION, List.of("d1", "d2", "d3", "d4")),
            new Rotation(RotationKind.SIX_D, List.of("d5", "d6", "d7", "d9", "d10", "d11")));

    private static BeastTokenizer tokenizer(List<Rotation> rotations) {
        return new BeastTokenizer(Specs.beast(T, 1, 10, 4, Specs.names(D, 0), InitialState.NONE)
                .withOptions(TokenizerOptions.NONE.withRotations(rotations)));
    }

    private static void assertRotations(float[] sample, int at) {
        assertThat(dot(sample, at, new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}))
                .isCloseTo(1, offset(1e-6));
        int[] first = {5, 6, 7};
        int[] second = {9, 10, 11};
        assertThat(dot(sample, at, first, first)).isCloseTo(1, offset(1e-6));
        assertThat(dot(sample, at, second, second)).isCloseTo(1, offset(1e-6));
        assertThat(dot(sample, at, first, second)).isCloseTo(0, offset(1e-6));
    }

    private static double dot(float[] v, int at, int[] a, int[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += (double) v[at + a[i]] * v[at + b[i]];
        }
        return s;
    }

    @Property(tries = 100)
    void anyTokensDecodeToRotations(@ForAll long seed) {
        BeastTokenizer beast = tokenizer(BOTH);
        int[] tokens = new Random(seed).ints(beast.tokenCount(), 0, 256).toArray();
        float[] samples = new float[T * D];
        float[] reconstructed = new float[T * D];
        float[] c = new float[beast.tokenCount()];
        float[] out = new float[D];
        beast.decode(tokens, 0, tokens.length, new float[D], samples);
        beast.dequantize(tokens, 0, new float[D], c);
        beast.reconstruct(c, reconstructed);
        for (int t = 0; t < T; t++) {
            assertRotations(samples, t * D);
        }
        assertThat(reconstructed).isEqualTo(samples);
        beast.evaluate(c, 0.123f, out);
        assertRotations(out, 0);
        beast.decode(tokens, 0, new float[D], 0.123f, out);
        assertRotations(out, 0);
    }

    @Property(tries = 100)
    void aTurningQuaternionSurvives(@ForAll long seed) {
        BeastTokenizer beast = tokenizer(BOTH);
        Random random = new Random(seed);
        double rate = random.nextDouble(-3, 3);
        double[] chunk = new double[T * D];
        for (int t = 0; t < T; t++) {
            double half = rate * t / (T - 1) / 2;
            double sign = random.nextBoolean() ? 1 : -1;
            chunk[t * D + 1] = sign * Math.cos(half);
            chunk[t * D + 3] = sign * Math.sin(half);
            chunk[t * D + 5] = Math.cos(2 * half);
            chunk[t * D + 6] = Math.sin(2 * half);
            chunk[t * D + 9] = -Math.sin(2 * half);
            chunk[t * D + 10] = Math.cos(2 * half);
        }
        float[] state = new float[D];
        state[1] = 1;
        beast.spline().align(chunk, state);
        double[] c = new double[beast.tokenCount()];
        int[] tokens = new int[c.length];
        float[] samples = new float[T * D];
        beast.spline().fit(chunk, state, c);
        beast.quantize(c, tokens, 0, new ClipCount(beast.spec()));
        beast.decode(tokens, 0, tokens.length, state, samples);

        assertThat(chunk[1]).isEqualTo(1);
        for (int i = 0; i < samples.length; i++) {
            // A step of the quantiser is 5/255.
            assertThat((double) samples[i]).isCloseTo(i % D == 0 || i % D == 8 ? samples[i] : chunk[i], offset(0.03));
        }
    }

    @Test
    void whatIsNoRotationBecomesOne() {
        Rotations rotations = new Rotations(tokenizer(BOTH).spec());
        float[] sample = new float[D];
        rotations.project(sample, 0);
        assertRotations(sample, 0);
        float[] parallel = {0, 0, 0, 0, 0, 0, 2, 0, 0, 0, -3, 0};
        rotations.project(parallel, 0);
        assertRotations(parallel, 0);
        assertThat(parallel[6]).isEqualTo(1);
    }

    @Test
    void saysWhichRotationIsWrong() {
        assertThatThrownBy(() -> tokenizer(List.of(new Rotation(RotationKind.QUATERNION, List.of("d1", "d2", "d3")))))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("rotation of d1, d2, d3: a quaternion has 4 DoFs, not 3");
        assertThatThrownBy(
                        () -> tokenizer(List.of(new Rotation(RotationKind.QUATERNION, List.of("d1", "d2", "d3", "x")))))
                .hasMessage("rotation of d1, d2, d3, x: x is none of the spec's dofs");
        assertThatThrownBy(() -> tokenizer(List.of(BOTH.get(0), BOTH.get(0))))
                .hasMessage("rotation of d1, d2, d3, d4: d1 belongs to a rotation already");
    }
}

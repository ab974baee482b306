package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

class TokenizerSpecReaderTest {
    private static final String LEAST = """
            tokenizer: beast
            samples: 20
            controlPoints: 10
            degree: 4
            dofs:
              - {name: joint0, unit: rad}
              - {name: gripper, degree: 0}
            """;

    @TempDir
    Path folder;

    @Test
    void fillsInTheDefaults() throws IOException {
        TokenizerSpec spec = read(LEAST);

        assertThat(spec.rateHz()).isNaN();
        assertThat(spec.durationS()).isEqualTo(1);
        assertThat(spec.vocabulary()).isEqualTo(256);
        assertThat(spec.ridge()).isEqualTo(1e-9);
        assertThat(spec.dofs()).containsExactly(new Dof("joint0", "rad", -1), new Dof("gripper", "1", 0));
        assertThat(spec.boundsMin()).isEmpty();
        assertThat(spec.calibrate()).isEqualTo("minMax");
        assertThat(spec.initialState()).isEqualTo(InitialState.NONE);
        assertThat(spec.languageModelVocabulary()).isZero();
    }

    @Test
    void readsWhatIsGiven() throws IOException {
        String one = String.join(", ", Collections.nCopies(20, "1"));
        String zero = String.join(", ", Collections.nCopies(20, "-1.5"));
        TokenizerSpec spec =
                read(LEAST + "rateHz: 20\ninitialState: residual\nlanguageModelVocabulary: 51289\nbounds:\n"
                        + "  min: [" + zero + "]\n  max: [" + one + "]\n");

        assertThat(spec.durationS()).isEqualTo(0.95);
        assertThat(spec.initialState()).isEqualTo(InitialState.RESIDUAL);
        assertThat(spec.languageModelVocabulary()).isEqualTo(51289);
        assertThat(spec.boundsMin()).hasSize(20).containsOnly(-1.5);
        assertThat(spec.boundsMax()).hasSize(20).containsOnly(1.0);
        assertThat(spec.calibrate()).isEmpty();
    }

    @Test
    void readsTheOptionsOfFewTokenizers() throws IOException {
        TokenizerSpec spec = read(
                LEAST
                        + "delayS: 0.1\nscale: 4\nmerges: [1, 2, 250, 3]\ncontinuity: positionVelocity\nvelocityLimit: {joint0: 2.5}\n");

        assertThat(read(LEAST).options()).isEqualTo(TokenizerOptions.NONE);
        assertThat(spec.options())
                .isEqualTo(TokenizerOptions.NONE
                        .withDelayS(0.1)
                        .withScale(4)
                        .withMerges(List.of(new Merge(1, 2), new Merge(250, 3)))
                        .withContinuity(Continuity.POSITION_VELOCITY, List.of(2.5, Double.POSITIVE_INFINITY)));
    }

    @Test
    void readsRotations() throws IOException {
        String dofs =
                "tokenizer: beast\nsamples: 20\ncontrolPoints: 10\ndegree: 4\ndofs: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}]\n";

        assertThat(read(dofs + "rotation: {quaternion: [e, a, b, c]}\ntokens: continuous\nclipWarning: 0.2\n")
                        .options())
                .isEqualTo(TokenizerOptions.NONE
                        .withRotations(List.of(new Rotation(RotationKind.QUATERNION, List.of("e", "a", "b", "c"))))
                        .withContinuous(true)
                        .withClipWarningShare(0.2));
        assertThatThrownBy(() -> read(dofs + "rotation: {quaternion: [e, a, b, f]}\n"))
                .hasMessageEndingWith(":6: rotation.quaternion: f is none of dofs");
        assertThatThrownBy(() -> read(dofs + "rotation: {quaternion: [e, a, b, a]}\n"))
                .hasMessageEndingWith(":6: rotation.quaternion: a belongs to a rotation already");
        assertThatThrownBy(() -> read(dofs + "rotation: {quaternion: [e, a, b, c, d]}\n"))
                .hasMessageEndingWith(":6: rotation.quaternion: has 5 names; a rotation has 4");
    }

    @Test
    void aWrittenSpecReadsAsItself() throws IOException {
        TokenizerSpec spec = read(LEAST
                + "rateHz: 20\ndelayS: 0.1\nscale: 4\nmerges: [1, 2, 250, 3]\ncontinuity: positionVelocity\n"
                + "velocityLimit: {joint0: 2.5}\ntokens: continuous\ninitialState: residual\n"
                + "languageModelVocabulary: 51289\nclipWarning: 0.25\ncalibrate: quantile\n");
        TokenizerSpec bounded = spec.withBounds(Collections.nCopies(20, -0.1), Collections.nCopies(20, 1e-7));
        TokenizerSpec rotated = read(LEAST.replaceFirst("dofs:[^~]*", "")
                        + "dofs: [{name: 'a: b'}, {name: \"it's\"}, {name: c, unit: 'm/s²'}, {name: d}]\n")
                .withOptions(TokenizerOptions.NONE.withRotations(
                        List.of(new Rotation(RotationKind.QUATERNION, List.of("a: b", "it's", "c", "d")))));
        for (TokenizerSpec given : List.of(spec, bounded, rotated)) {
            TokenizerSpec again = read(TokenizerSpecText.of(given));
            assertThat(again).isEqualTo(given);
            assertThat(again.hash()).isEqualTo(given.hash());
        }
    }

    @Test
    void wantsOneBoundForEachDofOfABinningTokenizer() throws IOException {
        TokenizerSpec spec = read("""
                tokenizer: binning
                samples: 5
                dofs: [{name: a}, {name: b}]
                bounds: {min: [0, 0], max: [1, 1]}
                """);

        assertThat(spec.boundsMax()).isEqualTo(List.of(1.0, 1.0));
        assertThat(spec.controlPoints()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "tokenizer: beast~tokenizer: beats~1: tokenizer: \"beats\" is unknown, nearest is beast",
                "samples: 20~samples: 1~2: samples: 1 is below 2; allowed: 2 … 65536",
                "samples: 20~sample: 20~2: sample: unknown key, nearest is samples",
                "controlPoints: 10~ridge: 1~1: controlPoints: is missing; allowed: 1 … 4096",
                "degree: 4~degree: 10~4: degree: 10 is not below controlPoints, 10",
                "degree: 0~degree: 10~7: dofs.1.degree: 10 is not below controlPoints, 10",
                "name: gripper~name: joint0~7: dofs.1.name: joint0 is the name of an earlier DoF too",
                "dofs:~calibrate: quantiles\\ndofs:~5: calibrate: \"quantiles\" is unknown, nearest is quantile",
                "dofs:~calibrate: minMax\\nbounds: {min: [], max: []}\\ndofs:~5: calibrate: stands beside bounds",
                "dofs:~bounds: {min: [0], max: [1]}\\ndofs:~5: bounds.min: has 1 items; allowed: 20, one for each",
                "dofs:~velocityLimit: {joint1: 1}\\ndofs:~5: velocityLimit.joint1: unknown key, nearest is velocityLimit.joint0",
                "dofs:~merges: [1]\\ndofs:~5: merges: has 1 items; they come in pairs, left and right",
                "dofs:~continuity: speed\\ndofs:~5: continuity: \"speed\" is unknown; allowed: none, position, positionV",
                "dofs:~rotation: {quaternion: [a]}\\ndofs:~5: rotation.quaternion: has 1 items; allowed: 4 … 2",
                "dofs:~version: 2\\ndofs:~5: version: 2 is above 1; allowed: 1 … 1",
                "dofs:~clipWarning: 0\\ndofs:~5: clipWarning: 0 is below",
                "dofs:~languageModelVocabulary: 100\\ndofs:~5: languageModelVocabulary: 100 is below 256",
            })
    void saysWhichLineIsWrong(String old, String changed, String message) {
        assertThatThrownBy(() -> read(LEAST.replaceFirst(old, changed.replace("\\n", "\n"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("spec.yaml") + ":" + message);
    }

    private TokenizerSpec read(String text) throws IOException {
        return TokenizerSpecReader.read(Files.writeString(folder.resolve("spec.yaml"), text));
    }
}

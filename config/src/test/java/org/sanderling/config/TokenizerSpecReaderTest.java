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
import org.sanderling.tokenizers.TokenizerOptions.Merge;
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
        TokenizerSpec spec = read(LEAST + "delayS: 0.1\nscale: 5\nmerges: [[1, 2], [255, 0]]\ntokens: continuous\n");

        assertThat(read(LEAST).options()).isEqualTo(TokenizerOptions.NONE);
        assertThat(spec.options()).isEqualTo(new TokenizerOptions(0.1, 5, List.of(new Merge(1, 2), new Merge(255, 0))));
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
                "dofs:~velocityLimit: {joint1: 1}\\ndofs:~5: velocityLimit: no tokenizer of this version uses it",
                "dofs:~continuity: position\\ndofs:~5: continuity: no tokenizer of this version uses it",
                "dofs:~merges: [[1, 256]]\\ndofs:~5: merges.0: 256 is above 255; allowed: 0 … 255",
                "dofs:~merges: [[1]]\\ndofs:~5: merges.0: is no list of two; allowed: [left, right]",
                "dofs:~continuity: speed\\ndofs:~5: continuity: \"speed\" is unknown; allowed: none, position, positionV",
                "dofs:~rotation: {quaternion: [a]}\\ndofs:~5: rotation: no tokenizer of this version uses it",
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

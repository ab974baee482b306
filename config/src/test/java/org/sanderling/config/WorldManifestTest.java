package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A world model's manifest against itself. */
class WorldManifestTest {
    private static final List<String> GRAPHS = List.of("encode", "frame", "frame2", "remember", "decode");
    private static final String MANIFEST = """
            name: tiny-world
            version: 1.0.0
            licence: Apache-2.0
            task: world-model
            graphs:
              encode: {file: encode.onnx, sha256: $encode}
              frame: {file: frame.onnx, sha256: $frame}
              frame2: {file: frame2.onnx, sha256: $frame2}
              remember: {file: remember.onnx, sha256: $remember}
              decode: {file: decode.onnx, sha256: $decode}
            tensors:
              encode:
                inputs: [{name: image, type: u8, shape: [12, 16, 3], unit: "1", frame: camera}]
                outputs:
                  - {name: latent, type: f32, shape: [4, 2, 3], unit: "1", frame: latent}
                  - {name: pixels, type: f32, shape: [3, 6, 8], unit: "1", frame: camera}
              frame:
                inputs:
                  - {name: noisy, type: f32, shape: [1, 4, 2, 3], unit: "1", frame: latent}
                  - {name: time, type: f32, shape: [1], unit: "1", frame: latent}
                  - {name: action, type: f32, shape: [1, 2], unit: "1", frame: ego}
                  - {name: cache, type: f32, shape: [3, 1, 2, 2, 6, 5], unit: "1", frame: latent}
                  - {name: age, type: i64, shape: [3], unit: "1", frame: latent}
                outputs: [{name: velocity, type: f32, shape: [1, 4, 2, 3], unit: "1", frame: latent}]
              frame2:
                inputs:
                  - {name: noisy, type: f32, shape: [2, 4, 2, 3], unit: "1", frame: latent}
                  - {name: time, type: f32, shape: [2], unit: "1", frame: latent}
                  - {name: action, type: f32, shape: [2, 2], unit: "1", frame: ego}
                  - {name: cache, type: f32, shape: [3, 1, 2, 2, 6, 5], unit: "1", frame: latent}
                  - {name: age, type: i64, shape: [3], unit: "1", frame: latent}
                outputs: [{name: velocity, type: f32, shape: [2, 4, 2, 3], unit: "1", frame: latent}]
              remember:
                inputs:
                  - {name: latent, type: f32, shape: [4, 2, 3], unit: "1", frame: latent}
                  - {name: action, type: f32, shape: [2], unit: "1", frame: ego}
                  - {name: cache, type: f32, shape: [3, 1, 2, 2, 6, 5], unit: "1", frame: latent}
                  - {name: age, type: i64, shape: [3], unit: "1", frame: latent}
                outputs: [{name: entry, type: f32, shape: [1, 2, 2, 6, 5], unit: "1", frame: latent}]
              decode:
                inputs: [{name: latent, type: f32, shape: [4, 2, 3], unit: "1", frame: latent}]
                outputs: [{name: pixels, type: f32, shape: [3, 6, 8], unit: "1", frame: camera}]
            rateHz: 20
            cache: exact
            world:
              source: warm
              sigma: 0.3
              sampler: euler
              mode: point
              temperature: 0.7
              steps: 4
              actions:
                - {name: steering, unit: "1", min: -1, max: 1}
                - {name: throttle, unit: "1", min: 0, max: 1}
              monitor:
                medians: [0.1, 0.2, 0.3]
                spreads: [1, 2, 3]
                scores: [-1, 0, 1.5]
                trustPercentile: 95
                alarmScore: 3
            """;

    @TempDir
    Path folder;

    private ModelManifest read(String manifest) throws IOException {
        String text = manifest;
        for (String graph : GRAPHS) {
            byte[] bytes = ("graph " + graph).getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve(graph + ".onnx"), bytes);
            text = text.replace(
                    "$" + graph + "}",
                    HexFormat.of().formatHex(EffectiveConfig.sha256().digest(bytes)) + "}");
        }
        Files.writeString(folder.resolve(ManifestReader.FILE), text);
        return ManifestReader.read(folder);
    }

    @Test
    void shouldSayHowFramesAreDrawn() throws IOException {
        ModelManifest.World world = read(MANIFEST).world();

        assertThat(world.source()).isEqualTo("warm");
        assertThat(world.sigma()).isEqualTo(0.3);
        assertThat(world.steps()).isEqualTo(4);
        assertThat(world.actions())
                .extracting(ModelManifest.World.Action::name)
                .containsExactly("steering", "throttle");
        assertThat(world.actions().getFirst().min()).isEqualTo(-1);
        assertThat(world.monitor().scores()).containsExactly(-1.0, 0.0, 1.5);
    }

    /** The first occurrence of the text changes; what the message must hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shape: [4, 2, 3], unit: "1", frame: latent}  | shape: [4, 2, 2], unit: "1", frame: latent} | decode.latent: [4, 2, 3] is not [4, 2, 2]
            noisy, type: f32, shape: [1, 4, 2, 3] | noisy, type: f32, shape: [1, 4, 3, 3] | frame.noisy: [1, 4, 3, 3] is not [1, 4, 2, 3]
            shape: [2], unit: "1", frame: latent} | shape: [3], unit: "1", frame: latent} | frame2.time: [3] is not [2]: one number a frame
            cache, type: f32, shape: [3, 1, 2, 2, 6, 5] | cache, type: f32, shape: [4, 1, 2, 2, 6, 5] | [3, 1, 2, 2, 6, 5] is not [4, 1, 2, 2, 6, 5]: frame's cache
            age, type: i64 | age, type: f32 | age: is f32; it must be i64
            action, type: f32, shape: [2] | action, type: f32, shape: [3] | remember.action: [3] is not [2]: one number for each of world.actions
            entry, type: f32, shape: [1, 2, 2, 6, 5] | entry, type: f32, shape: [1, 2, 2, 6, 6] | remember.entry
            image, type: u8, shape: [12, 16, 3] | image, type: u8, shape: [12, 16, 4] | is not [height, width, 3]
            source: warm | source: cold | allowed: warm, noise
            min: -1, max: 1 | min: 1, max: 1 | max: 1.0 is not above min
            spreads: [1, 2, 3] | spreads: [1, 0, 3] | spreads
            scores: [-1, 0, 1.5] | scores: [-1, -2, 1.5] | falls at item 1
            alarmScore: 3 | alarmScore: 1 | alarmScore: 1.0 is not above the largest of scores
            steps: 4 | steps: 0 | world.steps
            """)
    void shouldRefuseToContradictItself(String old, String changed, String message) {
        assertThat(MANIFEST).contains(old.strip());
        assertThatThrownBy(() -> read(MANIFEST.replaceFirst(
                        java.util.regex.Pattern.quote(old.strip()),
                        java.util.regex.Matcher.quoteReplacement(changed.strip()))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip())
                .hasMessageMatching("(?s).*manifest.yaml:\\d+: .*")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void shouldMissABlockOrAGraph() {
        assertThatThrownBy(() -> read(MANIFEST.substring(0, MANIFEST.indexOf("world:\n"))))
                .hasMessageContaining("world: is missing");
        String without = MANIFEST.replaceFirst("(?m)^  decode: \\{file.*\\n", "")
                .replaceFirst("(?s)  decode:\n    inputs.*?rateHz", "rateHz");
        assertThatThrownBy(() -> read(without)).hasMessageContaining("no decode; a world model has encode, frame");
    }

    @Test
    void shouldReadABlocksLengthFromItsName() {
        assertThat(ModelManifest.World.blockOf("frame")).isOne();
        assertThat(ModelManifest.World.blockOf("frame4")).isEqualTo(4);
        assertThat(ModelManifest.World.blockOf("frames")).isZero();
        assertThat(ModelManifest.World.blockOf("frame04")).isZero();
        assertThat(ModelManifest.World.blockOf("encode")).isZero();
    }
}

package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small model directory with graph files that are no graphs: 2 DoFs, 3 control points, 16 token values. */
final class ModelFolder {
    static final String MANIFEST = """
            name: tiny-planner
            version: 1.0.0
            licence: Apache-2.0
            task: planner
            graphs:
              context: {file: context.onnx, sha256: $context}
              denoise: {file: denoise.onnx, sha256: $denoise}
              regression: {file: regression.onnx, sha256: $regression}
            tensors:
              context:
                inputs:
                  - {name: images, type: u8, shape: [2, 12, 16, 3], unit: "1", frame: camera}
                  - {name: history, type: f32, shape: [5, 2], unit: "1", frame: ego}
                  - {name: historyMask, type: f32, shape: [5], unit: "1", frame: ego}
                outputs:
                  - {name: cache, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
              denoise:
                inputs:
                  - {name: tokens, type: i64, shape: [1, 7], unit: "1", frame: template}
                  - {name: cache, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                outputs:
                  - {name: logits, type: f32, shape: [1, 7, 20], unit: "1", frame: template}
              regression:
                inputs:
                  - {name: images, type: u8, shape: [2, 12, 16, 3], unit: "1", frame: camera}
                  - {name: history, type: f32, shape: [5, 2], unit: "1", frame: ego}
                  - {name: historyMask, type: f32, shape: [5], unit: "1", frame: ego}
                outputs:
                  - {name: trajectory, type: f32, shape: [10, 2], unit: "1", frame: ego}
            imageOffsets: [0, -4]
            rateHz: 20
            cache: exact
            tokenizer:
              tokenizer: beast
              samples: 10
              rateHz: 20
              controlPoints: 3
              degree: 2
              vocabulary: 16
              dofs: [{name: steering}, {name: throttle, unit: "1"}]
              bounds: {min: [-1, -1, -1, 0, 0, 0], max: [1, 1, 1, 1, 1, 1]}
              initialState: overwrite
            template:
              mask: 19
              vocabulary: 20
              slots:
                - {name: lateral, kind: categorical, first: 16, labels: [left, straight, right]}
                - {name: trajectory, kind: ordinal, first: 0, count: 16, slots: 6}
            decoder: {rule: massWindow, windowBins: 1, ordinalThreshold: 0.35, categoricalThreshold: 0.8, maxForwards: 4}
            camera: {assumed: true, widthPx: 16, heightPx: 12, horizontalFovRad: 1.4, heightM: 0.2, pitchRad: 0.2}
            vehicle: {assumed: true, wheelbaseM: 0.25, maxSteeringAngleRad: 0.44, fullThrottleSpeedMps: 4.0}
            training: {epochs: 3}
            quality: {steeringMae: 0.125, interval: [0.1, 0.15], command: evaluate planner, note: null}
            """;

    private final Path folder;
    private String text = MANIFEST;

    ModelFolder(Path folder) {
        this.folder = folder;
        for (String graph : new String[] {"context", "denoise", "regression"}) {
            write(graph + ".onnx", "graph " + graph);
            byte[] digest = EffectiveConfig.sha256().digest(("graph " + graph).getBytes(StandardCharsets.UTF_8));
            text = text.replace("$" + graph, HexFormat.of().formatHex(digest));
        }
    }

    /** The first {@code old} becomes {@code changed}. */
    ModelFolder with(String old, String changed) {
        assertThat(text).contains(old);
        text = text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(changed));
        return this;
    }

    ModelFolder write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelManifest read() {
        write(ManifestReader.FILE, text);
        return ManifestReader.read(folder);
    }

    /** Line of the first occurrence, from 1. */
    static int lineOf(String part) {
        assertThat(MANIFEST).contains(part);
        return 1
                + (int) MANIFEST.substring(0, MANIFEST.indexOf(part))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}

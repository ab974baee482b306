package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestCheckTest {
    private static final GraphTensor TOKENS = new GraphTensor("tokens", "i64", List.of(1L, 7L));
    private static final GraphTensor CACHE = new GraphTensor("cache", "f32", List.of(1L, 2L, 1L, 7L, 8L));
    private static final GraphTensor LOGITS = new GraphTensor("logits", "f32", List.of(1L, 7L, 20L));

    @TempDir
    Path folder;

    private ModelManifest manifest;

    @BeforeEach
    void read() {
        manifest = new ModelFolder(folder).read();
    }

    @Test
    void hasNothingToSayOfAGraphThatAgrees() {
        assertThat(ManifestCheck.compare(manifest, "denoise", List.of(LOGITS, CACHE, TOKENS)))
                .isEmpty();
    }

    @Test
    void namesTheLineOfEachTensorThatDiffers() {
        List<String> problems = ManifestCheck.compare(
                manifest,
                "denoise",
                List.of(
                        new GraphTensor("tokens", "i32", List.of(1L, 7L)),
                        new GraphTensor("key_value", "f32", List.of(4L)),
                        new GraphTensor("logits", "f32", List.of(-1L, 7L, 20L))));

        String file = folder.resolve("manifest.yaml") + ":";
        assertThat(problems)
                .containsExactly(
                        file + ModelFolder.lineOf("name: tokens")
                                + ": tensors.denoise: tokens is declared i64 [1, 7], denoise.onnx has i32 [1, 7]",
                        file + (ModelFolder.lineOf("name: tokens") + 1)
                                + ": tensors.denoise: denoise.onnx has no tensor cache",
                        file + ModelFolder.lineOf("name: logits")
                                + ": tensors.denoise: logits is declared f32 [1, 7, 20], denoise.onnx has f32 [-1, 7, 20]",
                        file + ModelFolder.lineOf("  denoise: {")
                                + ": graphs.denoise: denoise.onnx has a tensor key_value, f32 [4], that is not declared");
    }

    @Test
    void knowsWhenAGraphIsNotDeclared() {
        assertThat(ManifestCheck.compare(manifest, "decode", List.of()))
                .containsExactly(folder.resolve("manifest.yaml") + ": declares no graph decode");
    }
}

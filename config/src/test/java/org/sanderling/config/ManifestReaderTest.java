package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Slot;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

class ManifestReaderTest {
    @TempDir
    Path folder;

    private ModelFolder model;

    @BeforeEach
    void writeGraphs() {
        model = new ModelFolder(folder);
    }

    @Test
    void readsEveryBlock() {
        ModelManifest manifest = model.read();

        assertThat(manifest.name()).isEqualTo("tiny-planner");
        assertThat(manifest.task()).isEqualTo("planner");
        assertThat(manifest.graphs()).containsOnlyKeys("context", "denoise", "regression");
        assertThat(manifest.graphs().get("context").file()).isEqualTo(folder.resolve("context.onnx"));
        assertThat(manifest.graphs().get("denoise").tensor("logits").shape()).containsExactly(1L, 7L, 20L);
        assertThat(manifest.imageOffsets()).containsExactly(0, -4);
        assertThat(manifest.tokenizer().durationS()).isEqualTo(9 / 20.0);
        assertThat(manifest.tokenizer().initialState()).isEqualTo(InitialState.OVERWRITE);
        assertThat(manifest.template().size()).isEqualTo(7);
        assertThat(manifest.template().slots().getFirst())
                .isEqualTo(new Slot("lateral", false, 16, 3, List.of("left", "straight", "right")));
        assertThat(manifest.template().indicesOf("trajectory")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(manifest.decoder()).isEqualTo(new ModelManifest.Decoder("massWindow", 1, 0.35, 0.8, 4));
        assertThat(manifest.camera().widthPx()).isEqualTo(16);
        assertThat(manifest.vehicle().wheelbaseM()).isEqualTo(0.25);
        assertThat(manifest.quality())
                .containsEntry("steeringMae", 0.125)
                .containsEntry("interval", List.of(0.1, 0.15))
                .containsEntry("note", null);
    }

    @Test
    void namesTheLinesOfGraphsAndTensors() {
        ModelManifest manifest = model.read();

        assertThat(manifest.graphs().get("denoise").line()).isEqualTo(ModelFolder.lineOf("  denoise: {"));
        assertThat(manifest.graphs().get("denoise").tensor("logits").line()).isEqualTo(ModelFolder.lineOf("logits"));
    }

    @Test
    void hashesManifestAndGraphsInTheOrderOfTheirNames() throws Exception {
        ModelManifest manifest = model.read();

        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        expected.update(Files.readAllBytes(folder.resolve("manifest.yaml")));
        expected.update("graph contextgraph denoisegraph regression".getBytes(StandardCharsets.UTF_8));
        assertThat(manifest.modelHash()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
        assertThat(model.with("epochs: 3", "epochs: 4").read().modelHash()).isNotEqualTo(manifest.modelHash());
    }

    @Test
    void readsRulesParametersBoundsAndGroups() {
        ModelManifest manifest = model.with("decoder: {rule: massWindow,", "decoder: {rule: anytime,")
                .with(
                        "maxForwards: 4}",
                        "maxForwards: 4, blockSlots: 4, slotCache: dual, bounds: [0.1, 0.05], "
                                + "parameters: {anytime: {conformal: 1.25}, prophet: {minimum: 1}}}")
                .with(
                        "decoder:",
                        "  groups:\n    - {name: way, slots: [lateral]}\n"
                                + "    - {name: first, slots: [trajectory.0, trajectory.1], after: [way]}\ndecoder:")
                .read();

        assertThat(manifest.decoder())
                .isEqualTo(new ModelManifest.Decoder(
                        "anytime",
                        1,
                        0.35,
                        0.8,
                        4,
                        4,
                        CachePolicy.DUAL,
                        List.of(0.1, 0.05),
                        Map.of("anytime", Map.of("conformal", 1.25), "prophet", Map.of("minimum", 1.0))));
        assertThat(manifest.template().groups())
                .containsExactly(
                        new PlanTemplate.Group("way", List.of(0), List.of()),
                        new PlanTemplate.Group("first", List.of(1, 2), List.of("way")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{name: a, slots: [lateral], after: [b]}~{name: b, slots: [trajectory.0], after: [a]}~30~groups.0.after: the "
                        + "groups wait for each other, a after b after a; leave one of them out",
                "{name: a, slots: [lateral], after: [a]}~{name: b, slots: [trajectory.0]}~30~groups.0.after: the groups wait "
                        + "for each other, a after a",
                "{name: a, slots: [lateral], after: [c]}~{name: b, slots: [trajectory.0]}~30~groups.0.after: there is no "
                        + "group c",
                "{name: a, slots: [lateral]}~{name: a, slots: [trajectory.0]}~31~groups.1.name: a is the name of an earlier",
                "{name: a, slots: [lateral]}~{name: b, slots: [trajectory.6]}~31~groups.1.slots: there is no slot "
                        + "trajectory.6; the template has lateral, trajectory",
                "{name: a, slots: [lateral]}~{name: b, slots: [lateral, lateral]}~31~groups.1.slots: lateral twice",
                "{name: a, slots: [lateral]}~{name: b, slots: []}~31~groups.1.slots: has 0 items; allowed: 1 … 7"
            })
    void refusesGroupsThatCannotBeWithFileAndLine(String first, String second, int line, String error) {
        ModelFolder changed = model.with("decoder:", "  groups:\n    - " + first + "\n    - " + second + "\ndecoder:");
        int shift = ModelFolder.lineOf("decoder:") - 29;
        assertThatThrownBy(changed::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:" + (line + shift) + ": template." + error);
    }

    /** One row of bad input each: what is changed, what it becomes, the error after {@code manifest.yaml:LINE: }. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "shape: [2, 12, 16, 3]~shape: [3, 12, 16, 3]~tensors.context.inputs.images: u8 [3, 12, 16, 3] is not u8 [2, "
                        + "any, any, 3]: [frames of imageOffsets, height, width, 3]",
                "type: u8~type: f32~tensors.context.inputs.images: f32 [2, 12, 16, 3] is not u8 [2, any, any, 3]",
                "type: u8~type: uint8~tensors.context.inputs.0.type: \"uint8\" is unknown",
                "shape: [5, 2]~shape: [5, 3]~tensors.context.inputs.history: f32 [5, 3] is not f32 [any, 2]",
                "shape: [5]~shape: [6]~tensors.context.inputs.historyMask: f32 [6] is not f32 [5]: [steps of history]",
                "shape: [1, 7],~shape: [1, 8],~tensors.denoise.inputs.tokens: i64 [1, 8] is not i64 [1, 7]",
                "shape: [1, 7, 20]~shape: [1, 7, 21]~tensors.denoise.outputs.logits: f32 [1, 7, 21] is not f32 [1, 7, 20]",
                "name: logits~name: logit~tensors.denoise.outputs: has no logits",
                "name: tokens~name: cache~tensors.denoise.inputs.1.name: cache is declared twice; keep one",
                "shape: [10, 2]~shape: [9, 2]~tensors.regression.outputs.trajectory: f32 [9, 2] is not f32 [10, 2]",
                "shape: [5]~shape: [0]~tensors.context.inputs.2.shape.0: 0 is below 1",
                "shape: [5]~shape: [2000000000]~tensors.context.inputs.2.shape: [2000000000] has more elements than",
                "imageOffsets: [0, -4]~imageOffsets: [-1, -4]~imageOffsets: begins with -1; allowed: 0, the newest frame",
                "imageOffsets: [0, -4]~imageOffsets: [0, 4]~imageOffsets.1: 4 is above 0; allowed: -1000 … 0",
                "imageOffsets: [0, -4]~imageOffsets: [0, 0]~imageOffsets: [0, 0] is not newest first",
                "rateHz: 20~rateHz: 10~rateHz: 10.0 is not the tokenizer's, 20.0",
                "cache: exact~cache: none~cache: \"none\" is unknown; allowed: exact, approximate",
                "controlPoints: 3~controlPoints: 4~tokenizer.bounds.min: has 6 items; allowed: 8, one for each DoF",
                "degree: 2~degree: 3~tokenizer.degree: 3 is not below controlPoints, 3",
                "max: [1, 1, 1, 1~max: [1, 1, 1, 0~tokenizer.bounds.max: item 3, 0.0, is not above min, 0.0",
                "mask: 19~mask: 18~template.slots.0.first: ids 16 … 18 hold the mask, 18",
                "mask: 19~mask: 20~template.mask: 20 is above 19; allowed: 0 … 19",
                "first: 16~first: 15~template.slots.1.first: ids 0 … 15 overlap with ids 15 … 17 of lateral",
                "first: 16~first: 18~template.slots.0.first: ids 18 … 20 reach beyond the vocabulary of 20",
                "count: 16~count: 15~template.slots.1.count: 15 is not the tokenizer's vocabulary, 16",
                "slots: 6~slots: 5~template.slots: 5 ordinal slots; the tokenizer's chunk has 6 tokens",
                "count: 16~count: 0~template.slots.1.count: 0 is below 1",
                "labels: [left, straight, right]~labels: []~template.slots.0.labels: has 0 items; allowed: 2",
                "[left, straight, right]~[left, left, right]~template.slots.0.labels: the same label twice",
                "kind: ordinal~kind: ordered~template.slots.1.kind: \"ordered\" is unknown",
                "maxForwards: 4~maxForwards: 0~decoder.maxForwards: 0 is below 1; allowed: 1 … 1000",
                "rule: massWindow~rule: masswindow~decoder.rule: \"masswindow\" is unknown, nearest is massWindow",
                "maxForwards: 4}~maxForwards: 4, bounds: [0.1]}~decoder.bounds: has 1 items; allowed: 2 … 2",
                "maxForwards: 4}~maxForwards: 4, bounds: [0.1, 0]}~decoder.bounds: 0.0; allowed: above 0",
                "maxForwards: 4}~maxForwards: 4, slotCache: full}~decoder.slotCache: \"full\" is unknown, nearest is dual; allowed: none",
                "maxForwards: 4}~maxForwards: 4, parameters: {anytim: {delta: 0}}}~decoder.parameters.anytim: unknown key, "
                        + "nearest is decoder.parameters.anytime",
                "maxForwards: 4}~maxForwards: 4, parameters: {saber: {delta: 0}}}~decoder.parameters.saber.delta: unknown key",
                "maxForwards: 4}~maxForwards: 4, parameters: {saber: {least: 0}}}~decoder.parameters.saber.least: 0 is below 1",
                "windowBins: 1,~windowBin: 1,~decoder.windowBin: unknown key, nearest is decoder.windowBins",
                "widthPx: 16~widthPx: 160~camera: 160 × 12 px are not the images' 16 × 12",
                "wheelbaseM: 0.25~wheelbaseM: 0~vehicle.wheelbaseM: 0 is below 0.01; allowed: 0.01 … 100",
                "file: denoise.onnx~file: ../denoise.onnx~graphs.denoise.file: leaves the model directory",
                "file: denoise.onnx~file: /etc/hostname~graphs.denoise.file: leaves the model directory",
                "file: denoise.onnx~file: none.onnx~graphs.denoise.file: no such file: ",
                "version: 1.0.0~version: 1.0~version: 1.0 is a number, not text; quote it if it is meant",
                "task: planner~task: planer~task: \"planer\" is unknown, nearest is planner",
            })
    void saysFileLineKeyAndWhatIsWrong(String old, String changed, String message) {
        assertThatThrownBy(() -> model.with(old, changed).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("(?s).*manifest\\.yaml:\\d+: .*")
                .hasMessageContaining(message)
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith(folder.toString()).doesNotContain("\n"));
    }

    @Test
    void namesTheLineThatDisagrees() {
        assertThatThrownBy(() ->
                        model.with("shape: [1, 7, 20]", "shape: [1, 7, 21]").read())
                .hasMessageStartingWith(folder.resolve("manifest.yaml") + ":" + ModelFolder.lineOf("logits") + ": ");
        model = new ModelFolder(folder);
        assertThatThrownBy(() -> model.with("count: 16", "count: 15").read())
                .hasMessageStartingWith(folder.resolve("manifest.yaml") + ":" + ModelFolder.lineOf("count: 16") + ": ");
    }

    @Test
    void refusesACacheThatTheDenoisingGraphDoesNotTake() {
        String taken = "[1, 2, 1, 7, 8], unit: \"1\", frame: latent}\n    outputs";

        assertThatThrownBy(() -> model.with(taken, taken.replace("7", "6")).read())
                .hasMessageContaining(
                        "tensors.denoise.inputs.cache: f32 [1, 2, 1, 6, 8] is not f32 [1, 2, 1, 7, 8]: the"
                                + " context's cache of line " + ModelFolder.lineOf("cache, type"));
    }

    @Test
    void refusesAGraphThatWasChanged() {
        model.write("denoise.onnx", "another graph");

        assertThatThrownBy(() -> model.read())
                .hasMessageMatching(".*manifest.yaml:" + ModelFolder.lineOf("  denoise: {")
                        + ": graphs.denoise.sha256: denoise.onnx has [0-9a-f]{64}, not [0-9a-f]{64}; .*");
    }

    @Test
    void refusesALinkThatLeavesTheDirectory(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("graph"), "graph denoise");
        Files.delete(folder.resolve("denoise.onnx"));
        Files.createSymbolicLink(folder.resolve("denoise.onnx"), secret);

        assertThatThrownBy(() -> model.read())
                .hasMessageContaining("graphs.denoise.file: is a link that leaves the model directory");
    }

    @Test
    void refusesEmptyAndHugeGraphs() throws IOException {
        model.write("denoise.onnx", "");
        assertThatThrownBy(() -> model.read()).hasMessageContaining("has 0 bytes; allowed: 1 … 536870912");
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("denoise.onnx").toFile(), "rw")) {
            sparse.setLength(GraphFiles.MAX_BYTES + 1);
        }
        assertThatThrownBy(() -> model.read()).hasMessageContaining("has 536870913 bytes; allowed: 1 … 536870912");
    }

    @Test
    void missesGraphsAndBlocksThatAPlannerNeeds() {
        assertThatThrownBy(() ->
                        model.with("  denoise: {file", "  denoiser: {file").read())
                .hasMessageMatching(
                        ".*manifest.yaml:\\d+: tensors.denoise: unknown key, nearest is tensors.denoiser; .*");
        model = new ModelFolder(folder);
        assertThatThrownBy(() -> model.with("decoder: {", "training: {")
                        .with("training: {epochs: 3}", "")
                        .read())
                .hasMessageContaining("manifest.yaml:1: decoder: is missing");
        assertThatThrownBy(() -> ManifestReader.read(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": is no model directory; give one that holds a manifest.yaml");
        assertThatThrownBy(() -> ManifestReader.read(Files.createDirectory(folder.resolve("empty"))))
                .hasMessage(folder.resolve("empty/manifest.yaml") + ": no such file; check the path");
    }

    @Test
    void asksOfOtherTasksOnlyWhatIsCommon() {
        String common = ModelFolder.MANIFEST.substring(0, ModelFolder.MANIFEST.indexOf("imageOffsets"));

        ModelManifest filter = model.with(ModelFolder.MANIFEST.substring(common.length()), "")
                .with("task: planner", "task: filter")
                .read();

        assertThat(filter.task()).isEqualTo("filter");
        assertThat(filter.tokenizer()).isNull();
        assertThat(filter.template()).isNull();
        assertThat(filter.quality()).isEmpty();
    }

    private ModelFolder withSlotCache() {
        String graph = "{file: denoise.onnx, sha256: "
                + java.util.HexFormat.of()
                        .formatHex(EffectiveConfig.sha256()
                                .digest("graph denoise".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                + "}";
        return new ModelFolder(folder)
                .with(
                        "graphs:\n",
                        "graphs:\n  keep: " + graph + "\n  window: " + graph + "\n  denoise4: " + graph + "\n")
                .with("tensors:\n", """
                        tensors:
                          denoise4:
                            inputs:
                              - {name: tokens, type: i64, shape: [4, 7], unit: "1", frame: template}
                              - {name: cache, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                            outputs: [{name: logits, type: f32, shape: [4, 7, 20], unit: "1", frame: template}]
                          keep:
                            inputs:
                              - {name: tokens, type: i64, shape: [1, 7], unit: "1", frame: template}
                              - {name: cache, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                            outputs:
                              - {name: logits, type: f32, shape: [1, 7, 20], unit: "1", frame: template}
                              - {name: slots, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                          window:
                            inputs:
                              - {name: tokens, type: i64, shape: [1, 3], unit: "1", frame: template}
                              - {name: first, type: i64, shape: [1], unit: "1", frame: template}
                              - {name: cache, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                              - {name: slots, type: f32, shape: [1, 2, 1, 7, 8], unit: "1", frame: latent}
                            outputs:
                              - {name: logits, type: f32, shape: [1, 3, 20], unit: "1", frame: template}
                              - {name: window, type: f32, shape: [1, 2, 1, 3, 8], unit: "1", frame: latent}
                        """);
    }

    @Test
    void readsBatchedAndSlotCachingGraphs() {
        assertThat(withSlotCache().read().graphs()).containsKeys("denoise4", "keep", "window");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shape: [4, 7, 20] | shape: [4, 7, 21] | tensors.denoise4.outputs.logits: f32 [4, 7, 21] is not f32 [4, 7, 20]",
                "shape: [4, 7], | shape: [3, 7], | tensors.denoise4.inputs.tokens: i64 [3, 7] is not i64 [4, 7]",
                "shape: [1, 3], | shape: [1, 8], | tensors.window.inputs.tokens: 8 slots; allowed: 1 … 7",
                "shape: [1, 2, 1, 3, 8] | shape: [1, 2, 1, 7, 8] | tensors.window.outputs.window: f32 [1, 2, 1, 7, 8] is not",
                "name: first | name: last | has no first",
            })
    void refusesSlotCachingGraphsThatDoNotFit(String old, String changed, String message) {
        assertThatThrownBy(() -> withSlotCache().with(old, changed).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void missesTheOtherHalfOfASlotCache() {
        assertThatThrownBy(() -> withSlotCache()
                        .with("  keep: {", "  keeper: {")
                        .with("  keep:\n", "  keeper:\n")
                        .read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("only one of keep and window");
    }
}

package org.sanderling.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.tokenizers.TokenizerSpec;

/** Reads and checks a model directory's {@code manifest.yaml}; the format is in {@code docs/model-manifest.md}. */
public final class ManifestReader {
    /** Name of the manifest in a model directory. */
    public static final String FILE = "manifest.yaml";

    private static final String PLANNER = "planner";
    private static final String WORLD_MODEL = "world-model";

    private ManifestReader() {}

    /**
     * @param directory a model directory
     * @throws ConfigException with one line, {@code file:line: key: what is wrong}, if the manifest contradicts itself or
     *     the graph files
     */
    public static ModelManifest read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw Place.of(directory).error("is no model directory; give one that holds a " + FILE);
        }
        Path file = directory.resolve(FILE);
        byte[] bytes = YamlText.bytes(file);
        Block root = Block.root(YamlTree.parse(YamlText.decode(bytes, file), file));
        root.only(
                "name",
                "version",
                "licence",
                "task",
                "graphs",
                "tensors",
                "imageOffsets",
                "rateHz",
                "cache",
                "tokenizer",
                "template",
                "decoder",
                "camera",
                "vehicle",
                "world",
                "training",
                "quality");
        FreeBlock.read(root, "training"); // for people; it only has to be a section
        ModelManifest manifest = common(directory, root, bytes);
        if (manifest.task().equals(PLANNER)) {
            PlannerTensors.check(root, manifest);
        }
        if (manifest.task().equals(WORLD_MODEL)) {
            WorldTensors.check(root, manifest);
        }
        return manifest;
    }

    private static ModelManifest common(Path directory, Block root, byte[] bytes) {
        String task = root.choice("task", PLANNER, WORLD_MODEL, "policy", "filter");
        boolean planner = task.equals(PLANNER);
        Map<String, GraphFile> graphs = GraphsBlock.read(directory, root);
        TokenizerSpec tokenizer = tokenizer(block(root, "tokenizer", planner), planner);
        Block template = block(root, "template", planner);
        Block decoder = block(root, "decoder", planner);
        Block camera = block(root, "camera", planner);
        Block vehicle = block(root, "vehicle", planner);
        Block world = root.blockIfAny("world");
        double rateHz = planner || task.equals(WORLD_MODEL)
                ? root.number("rateHz", 0.1, 1000)
                : root.numberOr("rateHz", 0.1, 1000, Double.NaN);
        if (planner && !Double.isNaN(tokenizer.rateHz()) && tokenizer.rateHz() != rateHz) {
            throw root.error("rateHz", rateHz + " is not the tokenizer's, " + tokenizer.rateHz());
        }
        return new ModelManifest(
                directory.toAbsolutePath().normalize(),
                root.text("name", ValueTypes.NAME),
                root.text("version", ValueTypes.NAME),
                root.text("licence"),
                task,
                graphs,
                planner || root.has("imageOffsets") ? ImageOffsets.read(root) : List.of(),
                rateHz,
                planner || root.has("cache") ? root.choice("cache", "exact", "approximate") : null,
                tokenizer,
                template == null ? null : template(template, tokenizer, root),
                decoder == null
                        ? null
                        : DecoderBlock.read(
                                decoder,
                                tokenizer == null ? 0 : tokenizer.dofs().size()),
                camera == null ? null : CameraBlock.read(camera),
                vehicle == null ? null : VehicleBlock.read(vehicle),
                world == null ? null : WorldBlock.read(world),
                FreeBlock.read(root, "quality"),
                hash(graphs, root, bytes));
    }

    private static @Nullable Block block(Block root, String key, boolean required) {
        return required ? root.block(key) : root.blockIfAny(key);
    }

    private static @Nullable TokenizerSpec tokenizer(@Nullable Block block, boolean planner) {
        if (block == null) {
            return null;
        }
        TokenizerSpec spec = TokenizerSpecReader.read(block);
        if (planner && spec.boundsMin().isEmpty()) {
            throw block.error("bounds", "is missing; a planner's tokenizer is calibrated");
        }
        return spec;
    }

    private static PlanTemplate template(Block block, @Nullable TokenizerSpec tokenizer, Block root) {
        if (tokenizer == null) {
            throw root.error("tokenizer", "is missing; a template holds its tokens");
        }
        return TemplateBlock.read(block, tokenizer);
    }

    private static String hash(Map<String, GraphFile> graphs, Block root, byte[] bytes) {
        MessageDigest model = EffectiveConfig.sha256();
        model.update(bytes);
        GraphsBlock.verify(graphs, root, model);
        return HexFormat.of().formatHex(model.digest());
    }
}

package org.sanderling.runtime.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Slot;
import org.sanderling.tokenizers.TokenizerSpec;

/** The graphs of {@code src/test/python/make_graphs.py}, and what onnxruntime's Python package computed with them. */
public final class TestGraphs {
    private TestGraphs() {}

    public static Path file(String name) {
        try {
            return Path.of(TestGraphs.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Values of a tensor, row-major. */
    public static double[] golden(String graph, String tensor) {
        try {
            String start = graph + " " + tensor + " ";
            String line = Files.readAllLines(file("golden.txt")).stream()
                    .filter(l -> l.startsWith(start))
                    .findFirst()
                    .orElseThrow();
            String[] words = line.substring(start.length()).split(" ");
            double[] values = new double[words.length];
            for (int i = 0; i < words.length; i++) {
                values[i] = Double.parseDouble(words[i]);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Tensor tensor(String name, String type, int line, Long... shape) {
        return new Tensor(name, type, List.of(shape), "1", "ego", line);
    }

    static final List<Tensor> OBSERVATION = List.of(
            tensor("images", "u8", 11, 2L, 6L, 8L, 3L),
            tensor("history", "f32", 12, 3L, 2L),
            tensor("historyMask", "f32", 13, 3L));
    static final List<Tensor> CACHE = List.of(tensor("cache", "f32", 14, 1L, 2L, 1L, 4L, 4L));
    static final List<Tensor> TOKENS_AND_CACHE =
            List.of(tensor("tokens", "i64", 21, 1L, 5L), tensor("cache", "f32", 22, 1L, 2L, 1L, 4L, 4L));
    static final List<Tensor> LOGITS = List.of(tensor("logits", "f32", 23, 1L, 5L, 7L));
    static final List<Tensor> TRAJECTORY = List.of(tensor("trajectory", "f32", 31, 4L, 2L));

    static GraphFile graph(String name, List<Tensor> inputs, List<Tensor> outputs, int line) {
        return new GraphFile(file(name + ".onnx"), "", inputs, outputs, line);
    }

    static Map<String, GraphFile> graphs() {
        return Map.of(
                "context", graph("context", OBSERVATION, CACHE, 10),
                "denoise", graph("denoise", TOKENS_AND_CACHE, LOGITS, 20),
                "regression", graph("regression", OBSERVATION, TRAJECTORY, 30));
    }

    /** The miniature planner's manifest with other graphs. */
    static ModelManifest manifest(Map<String, GraphFile> graphs) {
        return manifest(graphs, 5);
    }

    /** The same with a template of that many slots. */
    static ModelManifest manifest(Map<String, GraphFile> graphs, int slots) {
        Slot slot = new Slot("trajectory", true, 0, 6, List.of());
        TokenizerSpec.Dof steering = new TokenizerSpec.Dof("steering", "1", -1);
        TokenizerSpec.Dof throttle = new TokenizerSpec.Dof("throttle", "1", -1);
        return new ModelManifest(
                Path.of("models", "miniature"),
                "miniature",
                "1",
                "Apache-2.0",
                "planner",
                graphs,
                List.of(0, -1),
                20,
                "exact",
                new TokenizerSpec(
                        "beast",
                        4,
                        20,
                        0.15,
                        4,
                        3,
                        6,
                        1e-9,
                        List.of(steering, throttle),
                        List.of(),
                        List.of(),
                        TokenizerSpec.InitialState.NONE,
                        "",
                        0),
                new PlanTemplate(Collections.nCopies(slots, slot), 6, 7),
                new ModelManifest.Decoder("massWindow", 1, 0.35, 0.5, 7),
                new ModelManifest.Camera(true, 8, 6, 1, 0.1, 0),
                new ModelManifest.Vehicle(true, 0.3, 0.4, 3),
                null,
                Map.of(),
                "");
    }
}

package org.sanderling.cli;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.sanderling.config.GraphTensor;
import org.sanderling.config.ManifestCheck;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.ModelFailure;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.EngineException;
import org.sanderling.runtime.engine.Graph;
import org.sanderling.runtime.engine.TensorInfo;

/** One graph of a model: loaded, compared with its manifest, and run once on zeros. */
final class GraphTrial {
    private GraphTrial() {}

    /** What is wrong, one line each with the manifest's line; empty where nothing is. */
    static List<String> run(Engine engine, ModelManifest manifest, String name) {
        ModelManifest.GraphFile declared = manifest.graphs().get(name);
        try (Arena memory = Arena.ofConfined();
                Graph graph = engine.load(declared.file())) {
            List<TensorInfo> tensors = Stream.concat(graph.inputs().stream(), graph.outputs().stream())
                    .toList();
            List<String> problems = ManifestCheck.compare(
                    manifest,
                    name,
                    tensors.stream()
                            .map(t -> new GraphTensor(t.name(), t.type(), t.shape()))
                            .toList());
            if (problems.isEmpty()) {
                tensors.forEach(t -> graph.bind(t.name(), memory.allocate(bytes(t), 64)));
                graph.run();
            }
            return problems;
        } catch (EngineException | ModelFailure e) {
            return List.of(manifest.directory().resolve(ManifestReader.FILE) + ":" + declared.line() + ": graphs."
                    + name + ": " + e.getMessage());
        }
    }

    /** Only types that a manifest may declare come here: others differ from it already. */
    private static long bytes(TensorInfo tensor) {
        long elements = tensor.shape().stream().reduce(1L, Math::multiplyExact);
        int size = switch (tensor.type()) {
            case "i64", "f64" -> Long.BYTES;
            case "i32", "f32" -> Integer.BYTES;
            case "f16" -> Short.BYTES;
            default -> 1;
        };
        return Math.multiplyExact(elements, size);
    }
}

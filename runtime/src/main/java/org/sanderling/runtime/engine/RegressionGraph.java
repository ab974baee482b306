package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Observation;

/**
 * The plain regression that a planner is compared with: the {@code regression} graph, observation to {@code trajectory} f32
 * [samples, dofs] in one forward. For evaluation; one thread at a time.
 */
public final class RegressionGraph implements AutoCloseable {
    private final ManifestGraph graph;
    private final ObservationInputs inputs;
    private final MemorySegment trajectory;
    private final int length;

    /** Whether the model directory ships such a graph. */
    public static boolean isIn(ModelManifest manifest) {
        return manifest.graphs().containsKey("regression");
    }

    /**
     * Loads the graph.
     *
     * @throws org.sanderling.config.ConfigException if manifest and graph disagree; the message has the manifest's line
     * @throws EngineException if the engine cannot load the graph
     */
    public RegressionGraph(ModelManifest manifest, Engine engine) {
        graph = new ManifestGraph(manifest, "regression", engine, Arena.ofAuto(), Map.of());
        try {
            long samples = manifest.tokenizer().samples();
            long dofs = manifest.tokenizer().dofs().size();
            graph.require("trajectory", "f32", List.of(samples, dofs));
            inputs = ObservationInputs.of(graph, manifest);
            trajectory = graph.memory("trajectory");
            length = Math.toIntExact(samples * dofs);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** A fresh observation of the shape that the graph takes. */
    public Observation observation() {
        return inputs.observation();
    }

    /** The trajectory predicted from an observation, [samples][dofs] flattened. */
    public float[] predict(Observation observation) {
        inputs.take(observation);
        graph.graph().run();
        float[] values = new float[length];
        MemorySegment.copy(trajectory, JAVA_FLOAT, 0, values, 0, length);
        return values;
    }

    @Override
    public void close() {
        graph.close();
    }
}

package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;

/**
 * A planner's {@code context} and {@code denoise} graphs on an engine. The context's {@code cache} output and the denoiser's
 * {@code cache} input are the same memory.
 *
 * <p>Opened and closed on a thread that is not real-time; {@link #context} and {@link #denoise} on the planner thread, where
 * they allocate nothing after {@link #warmUp}; {@link #cancel} on any.
 */
public final class PlannerGraphs implements DenoisingModel {
    private final ManifestGraph contextGraph;
    private final ManifestGraph denoiseGraph;
    private final ObservationInputs inputs;
    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment cache;

    /**
     * Loads both graphs and binds their memory, which the garbage collector frees after the graphs.
     *
     * @throws org.sanderling.config.ConfigException if manifest and graph disagree; the message has the manifest's line
     * @throws EngineException if the engine cannot load a graph
     */
    public PlannerGraphs(ModelManifest manifest, Engine engine) {
        Arena arena = Arena.ofAuto();
        contextGraph = new ManifestGraph(manifest, "context", engine, arena, Map.of());
        try {
            ModelManifest.Tensor written = contextGraph.require("cache", "f32");
            inputs = ObservationInputs.of(contextGraph, manifest);
            cache = contextGraph.memory("cache");
            denoiseGraph = openDenoise(manifest, engine, arena, written);
        } catch (RuntimeException e) {
            contextGraph.close();
            throw e;
        }
        tokens = denoiseGraph.memory("tokens");
        logits = denoiseGraph.memory("logits");
    }

    private ManifestGraph openDenoise(
            ModelManifest manifest, Engine engine, Arena arena, ModelManifest.Tensor written) {
        ModelManifest.GraphFile file = manifest.graphs().get("denoise");
        ModelManifest.Tensor read = file == null ? null : file.tensor("cache");
        if (read != null && !read.shape().equals(written.shape())) {
            throw contextGraph.bad(
                    read.line(),
                    "the denoiser reads a cache " + read.shape() + "; the context writes " + written.shape());
        }
        ManifestGraph graph = new ManifestGraph(manifest, "denoise", engine, arena, Map.of("cache", cache));
        try {
            PlanTemplate template = manifest.template();
            long slots = template.size();
            graph.require("cache", "f32");
            graph.require("tokens", "i64", List.of(slots));
            graph.require("logits", "f32", List.of(slots, (long) template.vocabulary()));
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** A fresh observation of the shape that the context graph takes. */
    public Observation observation() {
        return inputs.observation();
    }

    /** Runs both graphs that often on whatever their memory holds; a forward takes as long for any values. */
    public void warmUp(int times) {
        for (int i = 0; i < times; i++) {
            contextGraph.graph().run();
            denoiseGraph.graph().run();
        }
    }

    @Override
    public void context(Observation observation) {
        inputs.take(observation);
        contextGraph.graph().run();
    }

    @Override
    public void denoise() {
        denoiseGraph.graph().run();
    }

    @Override
    public MemorySegment tokens() {
        return tokens;
    }

    @Override
    public MemorySegment logits() {
        return logits;
    }

    @Override
    public MemorySegment cache() {
        return cache;
    }

    @Override
    public void cancel() {
        contextGraph.graph().cancel();
        denoiseGraph.graph().cancel();
    }

    @Override
    public void close() {
        denoiseGraph.close();
        contextGraph.close();
    }
}

package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;

/**
 * A planner's {@code context} and {@code denoise} graphs on an engine. The context's {@code cache} output and the denoiser's
 * {@code cache} input are the same memory.
 *
 * <p>A graph {@code denoiseBatch}, where the manifest has one, takes several token sequences; {@code denoise} then works on its
 * first row. A graph {@code filter} is the learned filter.
 *
 * <p>Opened and closed on a thread that is not real-time; {@link #context} and {@link #denoise} on the planner thread, where
 * they allocate nothing after {@link #warmUp}; {@link #cancel} on any.
 */
public final class PlannerGraphs implements DenoisingModel {
    private final ManifestGraph contextGraph;
    private final ManifestGraph denoiseGraph;
    private final @Nullable ManifestGraph batchGraph;
    private final @Nullable FilterGraph filter;
    private final ObservationInputs inputs;
    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment cache;
    private final int batch;

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
            inputs = new ObservationInputs(contextGraph, manifest);
            cache = contextGraph.memory("cache");
            batchGraph = manifest.graphs().containsKey("denoiseBatch")
                    ? new ManifestGraph(manifest, "denoiseBatch", engine, arena, Map.of("cache", cache))
                    : null;
            filter = manifest.graphs().containsKey("filter") ? new FilterGraph(manifest, engine, arena) : null;
            denoiseGraph = openDenoise(manifest, engine, arena, written);
        } catch (RuntimeException e) {
            contextGraph.close();
            throw e;
        }
        ManifestGraph widest = batchGraph == null ? denoiseGraph : batchGraph;
        tokens = widest.memory("tokens");
        logits = widest.memory("logits");
        batch = Math.toIntExact(
                tokens.byteSize() / (Long.BYTES * (long) manifest.template().size()));
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
        ManifestGraph graph = new ManifestGraph(manifest, "denoise", engine, arena, firstRow(manifest));
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

    /** The cache; and where there is a batched graph, the first row of its memory. */
    private Map<String, MemorySegment> firstRow(ModelManifest manifest) {
        ManifestGraph wide = batchGraph;
        if (wide == null) {
            return Map.of("cache", cache);
        }
        long slots = manifest.template().size();
        return Map.of(
                "cache",
                cache,
                "tokens",
                wide.memory("tokens").asSlice(0, slots * Long.BYTES),
                "logits",
                wide.memory("logits").asSlice(0, slots * manifest.template().vocabulary() * Float.BYTES));
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
            if (batchGraph != null) {
                batchGraph.graph().run();
            }
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
    public int batch() {
        return batch;
    }

    @Override
    public void denoise(int rows) {
        if (rows == 1 || batchGraph == null) {
            denoiseGraph.graph().run();
        } else {
            batchGraph.graph().run();
        }
    }

    @Override
    public @Nullable AuxiliaryModel filter() {
        return filter;
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
        if (batchGraph != null) {
            batchGraph.graph().cancel();
        }
    }

    @Override
    public void close() {
        denoiseGraph.close();
        if (batchGraph != null) {
            batchGraph.close();
        }
        if (filter != null) {
            filter.close();
        }
        contextGraph.close();
    }
}

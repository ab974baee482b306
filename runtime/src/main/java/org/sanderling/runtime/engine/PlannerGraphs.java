package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.AuxiliaryModel;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;

/**
 * A planner's {@code context} and {@code denoise} graphs on an engine, with the batched ones ({@code denoise4}, …) and those
 * that keep the slots' keys and values ({@code keep}, {@code window}) where the model ships them. The context's {@code cache}
 * output and the denoiser's {@code cache} input are the same memory. A graph {@code filter} is the learned filter.
 *
 * <p>Opened and closed on a thread that is not real-time; {@link #context} and {@link #denoise} on the planner thread, where
 * they allocate nothing after {@link #warmUp}; {@link #cancel} on any.
 */
public final class PlannerGraphs implements DenoisingModel {
    private final ManifestGraph contextGraph;
    private final DenoiseBuckets denoise;
    private final @Nullable SlotCacheGraphs slotCache;
    private final @Nullable FilterGraph filter;
    private final ObservationInputs inputs;
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
        List<AutoCloseable> opened = new ArrayList<>(List.of(contextGraph));
        try {
            ModelManifest.Tensor written = contextGraph.require("cache", "f32");
            inputs = ObservationInputs.of(contextGraph, manifest);
            cache = contextGraph.memory("cache");
            contextGraph.requireReaders(written);
            denoise = new DenoiseBuckets(manifest, engine, arena, cache);
            opened.add(denoise);
            filter = manifest.graphs().containsKey("filter") ? new FilterGraph(manifest, engine, arena) : null;
            if (filter != null) {
                opened.add(filter);
            }
            slotCache = SlotCacheGraphs.areIn(manifest)
                    ? new SlotCacheGraphs(manifest, engine, arena, cache, denoise.tokens(), denoise.logits())
                    : null;
        } catch (RuntimeException e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static void closeAll(List<AutoCloseable> opened, RuntimeException cause) {
        for (AutoCloseable graph : opened) {
            try {
                graph.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** A fresh observation of the shape that the context graph takes. */
    public Observation observation() {
        return inputs.observation();
    }

    /** Runs all graphs that often on whatever their memory holds; a forward takes as long for any values. */
    public void warmUp(int times) {
        for (int i = 0; i < times; i++) {
            contextGraph.graph().run();
            denoise.warmUp();
            if (slotCache != null) {
                slotCache.warmUp();
            }
            if (filter != null) {
                filter.run();
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
        denoise.run(1);
    }

    @Override
    public int batch() {
        return denoise.most();
    }

    @Override
    public void denoise(int rows) {
        denoise.run(rows);
    }

    @Override
    public int windowSlots() {
        return slotCache == null ? 0 : slotCache.windowSlots();
    }

    @Override
    public void denoiseAndKeep() {
        slotCache().keep();
    }

    @Override
    public void denoiseWindow(int first, boolean keep) {
        slotCache().window(first, keep);
    }

    @Override
    public @Nullable AuxiliaryModel filter() {
        return filter;
    }

    private SlotCacheGraphs slotCache() {
        if (slotCache == null) {
            throw SlotCacheGraphs.absent();
        }
        return slotCache;
    }

    @Override
    public MemorySegment tokens() {
        return denoise.tokens();
    }

    @Override
    public MemorySegment logits() {
        return denoise.logits();
    }

    @Override
    public MemorySegment cache() {
        return cache;
    }

    @Override
    public void cancel() {
        contextGraph.graph().cancel();
        denoise.cancel();
        if (slotCache != null) {
            slotCache.cancel();
        }
    }

    @Override
    public void close() {
        if (slotCache != null) {
            slotCache.close();
        }
        if (filter != null) {
            filter.close();
        }
        denoise.close();
        contextGraph.close();
    }
}

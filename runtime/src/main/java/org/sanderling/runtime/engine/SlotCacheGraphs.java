package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.PlanTemplate;

/**
 * The graphs {@code keep} and {@code window} of a planner. {@code keep} is a forward that also writes every slot's keys and
 * values, f32 [layers, 2, heads, T, d_head]; {@code window} computes W consecutive slots alone, which attend to what was kept
 * of the others, each key at its own place, so that the sums run as in a whole forward.
 *
 * <p>Opened and closed on a thread that is not real-time; forwards on the planner thread, without allocation.
 */
final class SlotCacheGraphs implements AutoCloseable {
    private final ManifestGraph keep;
    private final ManifestGraph window;
    private final MemorySegment tokens;
    private final MemorySegment logits;
    private final MemorySegment kept;
    private final MemorySegment windowTokens;
    private final MemorySegment windowFirst;
    private final MemorySegment windowLogits;
    private final MemorySegment windowKept;
    private final int slots;
    private final int windowSlots;
    private final int planes;
    private final long slotBytes;
    private final long logitBytes;

    /** Whether the model directory ships both graphs. */
    static boolean areIn(ModelManifest manifest) {
        return manifest.graphs().containsKey("keep") && manifest.graphs().containsKey("window");
    }

    /**
     * Loads both graphs.
     *
     * @param tokens i64 [slots]: read by both
     * @param logits f32 [slots, vocabulary]: written by both
     */
    SlotCacheGraphs(
            ModelManifest manifest,
            Engine engine,
            Arena arena,
            MemorySegment cache,
            MemorySegment tokens,
            MemorySegment logits) {
        PlanTemplate template = manifest.template();
        this.tokens = tokens;
        this.logits = logits;
        slots = template.size();
        logitBytes = (long) template.vocabulary() * Float.BYTES;
        keep = new ManifestGraph(
                manifest, "keep", engine, arena, Map.of("cache", cache, "tokens", tokens, "logits", logits));
        try {
            keep.require("cache", "f32");
            keep.require("tokens", "i64", List.of((long) slots));
            keep.require("logits", "f32", List.of((long) slots, (long) template.vocabulary()));
            ModelManifest.Tensor written = keep.require("slots", "f32");
            kept = keep.memory("slots");
            List<Long> shape = written.shape();
            int rank = shape.size();
            if (rank < 2 || shape.get(rank - 2) != slots) {
                throw keep.bad(
                        written.line(), "tensor slots has shape " + shape + "; it must be […, " + slots + ", d_head]");
            }
            slotBytes = shape.getLast() * Float.BYTES;
            planes = Math.toIntExact(kept.byteSize() / (slots * slotBytes));
            window = open(manifest, engine, arena, cache);
        } catch (RuntimeException e) {
            keep.close();
            throw e;
        }
        windowTokens = window.memory("tokens");
        windowFirst = window.memory("first");
        windowLogits = window.memory("logits");
        windowKept = window.memory("window");
        windowSlots = Math.toIntExact(windowTokens.byteSize() / Long.BYTES);
    }

    private ManifestGraph open(ModelManifest manifest, Engine engine, Arena arena, MemorySegment cache) {
        ManifestGraph graph =
                new ManifestGraph(manifest, "window", engine, arena, Map.of("cache", cache, "slots", kept));
        try {
            graph.require("cache", "f32");
            graph.require("slots", "f32");
            graph.require("first", "i64", List.of(1L));
            List<Long> shape = graph.require("tokens", "i64").shape();
            long wide = shape.getLast();
            if (wide < 1 || wide > slots) {
                throw graph.bad(graph.line(), "graph window has " + wide + " slots; allowed: 1 … " + slots);
            }
            graph.require("tokens", "i64", List.of(wide));
            graph.require("logits", "f32", List.of(wide, logitBytes / Float.BYTES));
            graph.require("window", "f32");
            if (graph.memory("window").byteSize() != planes * wide * slotBytes) {
                throw graph.bad(graph.line(), "tensor window of graph window is not the shape of slots with " + wide);
            }
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** W, the slots of a window. */
    int windowSlots() {
        return windowSlots;
    }

    /** A whole forward that keeps every slot's keys and values. */
    void keep() {
        keep.graph().run();
    }

    /** A forward of slots {@code first} … {@code first + W − 1}; keeps theirs in the place of the old ones if told to. */
    void window(int first, boolean keepThem) {
        if (first < 0 || first + windowSlots > slots) {
            throw new IllegalArgumentException("first: " + first + "; allowed: 0 … " + (slots - windowSlots));
        }
        MemorySegment.copy(tokens, (long) first * Long.BYTES, windowTokens, 0, (long) windowSlots * Long.BYTES);
        windowFirst.set(JAVA_LONG, 0, first);
        window.graph().run();
        MemorySegment.copy(windowLogits, 0, logits, first * logitBytes, windowSlots * logitBytes);
        if (keepThem) {
            long bytes = windowSlots * slotBytes;
            for (int plane = 0; plane < planes; plane++) {
                MemorySegment.copy(windowKept, plane * bytes, kept, ((long) plane * slots + first) * slotBytes, bytes);
            }
        }
    }

    /** Runs both graphs once; the window first, on no slots yet: a forward takes as long for any values. */
    void warmUp() {
        window.graph().run();
        keep.graph().run();
    }

    /** Said here, since the planner thread's own classes hold no text. */
    static IllegalStateException absent() {
        return new IllegalStateException("this model keeps no keys and values of slots");
    }

    void cancel() {
        keep.graph().cancel();
        window.graph().cancel();
    }

    @Override
    public void close() {
        window.close();
        keep.close();
    }
}

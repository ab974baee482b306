package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.PlanTemplate;

/**
 * The graphs {@code denoise}, {@code denoise4}, … of a planner: the same network with static shapes for 1, 4, … token
 * sequences. All read the first rows of one block of tokens and write the first rows of one block of logits.
 *
 * <p>Opened and closed on a thread that is not real-time; {@link #run} on the planner thread, without allocation.
 */
final class DenoiseBuckets implements AutoCloseable {
    private static final String NAME = "denoise";

    private final ManifestGraph[] graphs;
    private final int[] rows;
    private final MemorySegment tokens;
    private final MemorySegment logits;

    DenoiseBuckets(ModelManifest manifest, Engine engine, Arena arena, MemorySegment cache) {
        PlanTemplate template = manifest.template();
        List<String> names = names(manifest);
        long most = rows(names.getLast());
        tokens = arena.allocate(most * template.size() * Long.BYTES, 64);
        logits = arena.allocate(most * template.size() * template.vocabulary() * Float.BYTES, 64);
        List<ManifestGraph> opened = new ArrayList<>();
        try {
            for (String name : names) {
                opened.add(open(manifest, name, engine, arena, cache));
            }
        } catch (RuntimeException e) {
            opened.forEach(ManifestGraph::close);
            throw e;
        }
        graphs = opened.toArray(ManifestGraph[]::new);
        rows = names.stream().mapToInt(DenoiseBuckets::rows).toArray();
    }

    /** The buckets that a model ships, smallest first; {@code denoise} alone where it has no other. */
    private static List<String> names(ModelManifest manifest) {
        List<String> names = new ArrayList<>(List.of(NAME));
        manifest.graphs().keySet().stream()
                .filter(name -> name.matches(NAME + "[1-9][0-9]{0,3}"))
                .sorted(Comparator.comparingInt(DenoiseBuckets::rows))
                .forEach(names::add);
        return names;
    }

    private static int rows(String name) {
        return name.equals(NAME) ? 1 : Integer.parseInt(name.substring(NAME.length()));
    }

    private ManifestGraph open(ModelManifest manifest, String name, Engine engine, Arena arena, MemorySegment cache) {
        Map<String, MemorySegment> shared = Map.of("cache", cache, "tokens", tokens, "logits", logits);
        ManifestGraph graph = new ManifestGraph(manifest, name, engine, arena, shared);
        try {
            PlanTemplate template = manifest.template();
            long slots = template.size();
            long vocabulary = template.vocabulary();
            long batch = rows(name);
            graph.require("cache", "f32");
            graph.require("tokens", "i64", batch == 1 ? List.of(slots) : List.of(batch, slots));
            graph.require("logits", "f32", batch == 1 ? List.of(slots, vocabulary) : List.of(batch, slots, vocabulary));
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** Most rows of one forward. */
    int most() {
        return rows[rows.length - 1];
    }

    /** One forward over the first {@code wanted} rows by the smallest graph that takes them. */
    void run(int wanted) {
        for (int i = 0; i < graphs.length; i++) {
            if (wanted >= 1 && wanted <= rows[i]) {
                graphs[i].graph().run();
                return;
            }
        }
        throw new IllegalArgumentException("rows: " + wanted + "; allowed: 1 … " + most());
    }

    /** Runs every graph once. */
    void warmUp() {
        for (ManifestGraph graph : graphs) {
            graph.graph().run();
        }
    }

    /** i64 [most, slots]. */
    MemorySegment tokens() {
        return tokens;
    }

    /** f32 [most, slots, vocabulary]. */
    MemorySegment logits() {
        return logits;
    }

    void cancel() {
        for (ManifestGraph graph : graphs) {
            graph.graph().cancel();
        }
    }

    @Override
    public void close() {
        for (ManifestGraph graph : graphs) {
            graph.close();
        }
    }
}

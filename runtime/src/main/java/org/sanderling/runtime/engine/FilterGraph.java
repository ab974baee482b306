package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.AuxiliaryModel;

/** A planner's graph {@code filter}: confidence f32 [slots] to accept f32 [slots], a logit each. Planner thread. */
final class FilterGraph implements AuxiliaryModel {
    private final ManifestGraph graph;

    FilterGraph(ModelManifest manifest, Engine engine, Arena arena) {
        graph = new ManifestGraph(manifest, "filter", engine, arena, Map.of());
    }

    @Override
    public MemorySegment input() {
        return graph.memory("confidence");
    }

    @Override
    public MemorySegment output() {
        return graph.memory("accept");
    }

    @Override
    public void run() {
        graph.graph().run();
    }

    @Override
    public void close() {
        graph.close();
    }
}

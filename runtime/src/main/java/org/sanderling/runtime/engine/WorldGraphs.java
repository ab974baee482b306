package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.world.FrameBlock;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.planners.world.WorldShape;

/**
 * A world model's graphs on an engine. {@code cache} and {@code age} are one memory for all graphs that read them.
 *
 * <p>Opened and closed on a thread that is not real-time; everything else on one thread at a time, without allocation after
 * {@link #warmUp}; {@link #cancel} on any.
 */
public final class WorldGraphs implements FrameModel {
    private static final long ALIGNMENT_BYTES = 64;

    private final WorldShape shape;
    private final MemorySegment cache;
    private final MemorySegment ages;
    private final List<ManifestGraph> opened = new ArrayList<>();
    private final ManifestGraph encode;
    private final ManifestGraph remember;
    private final ManifestGraph decode;
    private final Block[] blocks;

    /**
     * Loads all graphs and binds their memory, which the garbage collector frees after the graphs.
     *
     * @throws org.sanderling.config.ConfigException if it is no world model, or manifest and graphs disagree; with the manifest's line
     * @throws EngineException if the engine cannot load a graph
     */
    public WorldGraphs(ModelManifest manifest, Engine engine) {
        shape = shape(manifest);
        Arena arena = Arena.ofAuto();
        cache = arena.allocate((long) shape.window() * shape.entry() * Float.BYTES, ALIGNMENT_BYTES);
        ages = arena.allocate(JAVA_LONG.byteSize() * shape.window(), ALIGNMENT_BYTES);
        Map<String, MemorySegment> shared = Map.of("cache", cache, "age", ages);
        try {
            encode = open(manifest, "encode", engine, arena, Map.of());
            remember = open(manifest, "remember", engine, arena, shared);
            decode = open(manifest, "decode", engine, arena, Map.of());
            blocks = new Block[shape.blocks().size()];
            for (int i = 0; i < blocks.length; i++) {
                int frames = shape.blocks().get(i);
                String name = frames == 1 ? "frame" : "frame" + frames;
                blocks[i] = new Block(frames, open(manifest, name, engine, arena, shared));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The sizes that a manifest declares. */
    public static WorldShape shape(ModelManifest manifest) {
        ModelManifest.World world = manifest.world();
        if (world == null || !manifest.task().equals("world-model")) {
            throw new ConfigException(manifest.directory() + ": a " + manifest.task()
                    + ", not a world model; name a world model's directory");
        }
        List<Long> image = declared(manifest, "encode", "image");
        List<Long> pixels = declared(manifest, "encode", "pixels");
        List<Long> slots = declared(manifest, "frame", "cache");
        TreeMap<Integer, String> blocks = new TreeMap<>();
        for (String graph : manifest.graphs().keySet()) {
            int frames = ModelManifest.World.blockOf(graph);
            if (frames > 0) {
                blocks.put(frames, graph);
            }
        }
        float[] min = new float[world.actions().size()];
        float[] max = new float[world.actions().size()];
        for (int i = 0; i < min.length; i++) {
            min[i] = (float) world.actions().get(i).min();
            max[i] = (float) world.actions().get(i).max();
        }
        return new WorldShape(
                Math.toIntExact(image.get(0)),
                Math.toIntExact(image.get(1)),
                Math.toIntExact(pixels.get(1)),
                Math.toIntExact(pixels.get(2)),
                Math.toIntExact(elements(declared(manifest, "encode", "latent"))),
                Math.toIntExact(elements(slots.subList(1, slots.size()))),
                Math.toIntExact(slots.get(0)),
                List.copyOf(blocks.keySet()),
                min,
                max);
    }

    private static List<Long> declared(ModelManifest manifest, String graph, String tensor) {
        return manifest.graphs().get(graph).tensor(tensor).shape();
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private ManifestGraph open(
            ModelManifest manifest, String name, Engine engine, Arena arena, Map<String, MemorySegment> shared) {
        ManifestGraph graph = new ManifestGraph(manifest, name, engine, arena, shared);
        opened.add(graph);
        return graph;
    }

    /** Runs every graph that often on whatever its memory holds; a forward takes as long for any values. */
    public void warmUp(int times) {
        for (int i = 0; i < times; i++) {
            for (ManifestGraph graph : opened) {
                graph.graph().run();
            }
        }
    }

    @Override
    public WorldShape shape() {
        return shape;
    }

    @Override
    public MemorySegment image() {
        return encode.memory("image");
    }

    @Override
    public MemorySegment latent() {
        return encode.memory("latent");
    }

    @Override
    public MemorySegment observed() {
        return encode.memory("pixels");
    }

    @Override
    public void encode() {
        encode.graph().run();
    }

    @Override
    public FrameBlock block(int frames) {
        for (Block block : blocks) {
            if (block.frames == frames) {
                return block;
            }
        }
        throw new IllegalArgumentException(
                "a block of " + frames + " frames: this model has blocks of " + shape.blocks());
    }

    @Override
    public MemorySegment cache() {
        return cache;
    }

    @Override
    public MemorySegment ages() {
        return ages;
    }

    @Override
    public MemorySegment finished() {
        return remember.memory("latent");
    }

    @Override
    public MemorySegment finishedAction() {
        return remember.memory("action");
    }

    @Override
    public MemorySegment entry() {
        return remember.memory("entry");
    }

    @Override
    public void remember() {
        remember.graph().run();
    }

    @Override
    public MemorySegment dreamt() {
        return decode.memory("latent");
    }

    @Override
    public MemorySegment picture() {
        return decode.memory("pixels");
    }

    @Override
    public void decode() {
        decode.graph().run();
    }

    @Override
    public void cancel() {
        for (int i = 0; i < opened.size(); i++) {
            opened.get(i).graph().cancel();
        }
    }

    @Override
    public void close() {
        opened.forEach(ManifestGraph::close);
    }

    /** One of the frame graphs. */
    private static final class Block implements FrameBlock {
        private final int frames;
        private final Graph graph;
        private final MemorySegment noisy;
        private final MemorySegment time;
        private final MemorySegment action;
        private final MemorySegment velocity;

        Block(int frames, ManifestGraph graph) {
            this.frames = frames;
            this.graph = graph.graph();
            noisy = graph.memory("noisy");
            time = graph.memory("time");
            action = graph.memory("action");
            velocity = graph.memory("velocity");
        }

        @Override
        public int frames() {
            return frames;
        }

        @Override
        public MemorySegment noisy() {
            return noisy;
        }

        @Override
        public MemorySegment time() {
            return time;
        }

        @Override
        public MemorySegment action() {
            return action;
        }

        @Override
        public MemorySegment velocity() {
            return velocity;
        }

        @Override
        public void run() {
            graph.run();
        }
    }
}

package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;

/** The tensors of a world model's graphs against each other; what is checked is what the runtime binds. */
final class WorldTensors {
    private static final String F32 = "f32";

    private final Block root;
    private final ModelManifest manifest;

    private WorldTensors(Block root, ModelManifest manifest) {
        this.root = root;
        this.manifest = manifest;
    }

    static void check(Block root, ModelManifest manifest) {
        for (String graph : List.of("encode", "frame", "remember", "decode")) {
            if (!manifest.graphs().containsKey(graph)) {
                throw root.error("graphs", "no " + graph + "; a world model has encode, frame, remember and decode");
            }
        }
        if (manifest.world() == null) {
            throw root.error("world", "is missing; a world model says how it is sampled");
        }
        new WorldTensors(root, manifest).check();
    }

    private void check() {
        List<Long> latent = shape("encode", "latent", F32);
        List<Long> pixels = shape("encode", "pixels", F32);
        List<Long> image = shape("encode", "image", "u8");
        if (image.size() != 3 || image.get(2) != 3) {
            throw error("encode", "image", image + " is not [height, width, 3]");
        }
        if (pixels.size() != 3 || pixels.get(0) != 3) {
            throw error("encode", "pixels", pixels + " is not [3, height, width]");
        }
        same("decode", "latent", F32, latent, "encode's latent");
        same("decode", "pixels", F32, pixels, "encode's pixels");
        same("remember", "latent", F32, latent, "encode's latent");
        long actions = manifest.world().actions().size();
        same("remember", "action", F32, List.of(actions), "one number for each of world.actions");
        List<Long> cache = shape("frame", "cache", F32);
        if (cache.size() < 2) {
            throw error("frame", "cache", cache + " is not [window, …]");
        }
        List<Long> entry = cache.subList(1, cache.size());
        same("remember", "entry", F32, entry, "a slot of frame's cache");
        same("remember", "cache", F32, cache, "frame's cache");
        same("remember", "age", "i64", cache.subList(0, 1), "one number for each slot of the cache");
        for (String graph : manifest.graphs().keySet()) {
            if (graph.startsWith("frame")) {
                frame(graph, latent, cache, actions);
            }
        }
    }

    private void frame(String graph, List<Long> latent, List<Long> cache, long actions) {
        long frames = ModelManifest.World.blockOf(graph);
        if (frames < 1) {
            throw root.block("graphs").error(graph, "is no block of frames; name it frame, or frame2 for two at once");
        }
        List<Long> block = new ArrayList<>(List.of(frames));
        block.addAll(latent);
        same(graph, "noisy", F32, block, frames + " of encode's latent");
        same(graph, "velocity", F32, block, frames + " of encode's latent");
        same(graph, "time", F32, List.of(frames), "one number a frame");
        same(graph, "action", F32, List.of(frames, actions), "one action a frame");
        same(graph, "cache", F32, cache, "frame's cache");
        same(graph, "age", "i64", cache.subList(0, 1), "one number for each slot of the cache");
    }

    private List<Long> shape(String graph, String name, String type) {
        Tensor tensor = find(graph, name);
        if (!tensor.type().equals(type)) {
            throw error(graph, name, "is " + tensor.type() + "; it must be " + type);
        }
        return tensor.shape();
    }

    private void same(String graph, String name, String type, List<Long> wanted, String meaning) {
        if (!shape(graph, name, type).equals(wanted)) {
            throw error(graph, name, shape(graph, name, type) + " is not " + wanted + ": " + meaning);
        }
    }

    private Tensor find(String graph, String name) {
        GraphFile file = manifest.graphs().get(graph);
        Tensor tensor = file.tensor(name);
        if (tensor == null) {
            throw root.block("tensors").error(graph, "has no " + name);
        }
        return tensor;
    }

    private ConfigException error(String graph, String name, String text) {
        return root.place("tensors")
                .atLine(find(graph, name).line())
                .error("tensors." + graph + "." + name + ": " + text);
    }
}

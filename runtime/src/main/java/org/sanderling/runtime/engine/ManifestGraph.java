package org.sanderling.runtime.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;

/**
 * One graph of a model directory, held against what the manifest declares of it, with memory for all its tensors bound.
 *
 * <p>Opened on a thread that is not real-time; every disagreement is a {@link ConfigException} with the manifest's line.
 */
final class ManifestGraph implements AutoCloseable {
    /** A cache line, and what the widest vector instructions like best. */
    private static final long ALIGNMENT_BYTES = 64;

    private final ModelManifest manifest;
    private final String name;
    private final ModelManifest.GraphFile declared;
    private final Graph graph;
    private final Map<String, MemorySegment> memory = new LinkedHashMap<>();

    /**
     * Loads, checks and binds.
     *
     * @param shared memory to bind instead of fresh one, by tensor: the cache that another graph writes, tokens that several
     *     graphs read; where it is longer than the tensor, its beginning
     */
    ManifestGraph(ModelManifest manifest, String name, Engine engine, Arena arena, Map<String, MemorySegment> shared) {
        this.manifest = manifest;
        this.name = name;
        ModelManifest.GraphFile file = manifest.graphs().get(name);
        if (file == null) {
            throw new ConfigException(manifestFile() + ":1: no graph " + name + " is declared; it is needed");
        }
        declared = file;
        graph = engine.load(declared.file());
        try {
            agree("input", declared.inputs(), graph.inputs());
            agree("output", declared.outputs(), graph.outputs());
            for (List<TensorInfo> side : List.of(graph.inputs(), graph.outputs())) {
                for (TensorInfo tensor : side) {
                    bind(tensor, arena, shared.get(tensor.name()));
                }
            }
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    Graph graph() {
        return graph;
    }

    /** Line of the manifest that declares this graph. */
    int line() {
        return declared.line();
    }

    /** The memory bound to a tensor that {@link #require} has seen. */
    MemorySegment memory(String tensor) {
        MemorySegment bytes = memory.get(tensor);
        if (bytes == null) {
            throw new IllegalArgumentException(tensor);
        }
        return bytes;
    }

    /** The declared tensor, which must be there with this element type. */
    ModelManifest.Tensor require(String tensor, String type) {
        ModelManifest.Tensor found = declared.tensor(tensor);
        if (found == null) {
            throw bad(declared.line(), "graph " + name + " declares no tensor " + tensor + "; it needs one, " + type);
        }
        if (!found.type().equals(type)) {
            throw bad(found.line(), "tensor " + tensor + " is " + found.type() + "; it must be " + type);
        }
        return found;
    }

    /** As {@link #require(String, String)}; its shape, less leading ones, must be this. */
    ModelManifest.Tensor require(String tensor, String type, List<Long> shape) {
        ModelManifest.Tensor found = require(tensor, type);
        if (!trimmed(found.shape(), shape.size()).equals(shape)) {
            throw bad(found.line(), "tensor " + tensor + " has shape " + found.shape() + "; it must be " + shape);
        }
        return found;
    }

    /** Every graph of the model that reads the cache must read it in the shape in which this one writes it. */
    void requireReaders(ModelManifest.Tensor written) {
        for (ModelManifest.GraphFile file : manifest.graphs().values()) {
            ModelManifest.Tensor read = file.tensor(written.name());
            if (read != null && !read.shape().equals(written.shape())) {
                throw bad(
                        read.line(),
                        "the denoiser reads a cache " + read.shape() + "; the context writes " + written.shape());
            }
        }
    }

    /** The last {@code rank} dimensions, where all before them are 1; else the shape as it is. */
    static List<Long> trimmed(List<Long> shape, int rank) {
        int surplus = Math.max(0, shape.size() - rank);
        boolean ones = shape.subList(0, surplus).stream().allMatch(d -> d == 1);
        return ones ? shape.subList(surplus, shape.size()) : shape;
    }

    ConfigException bad(int line, String what) {
        return new ConfigException(manifestFile() + ":" + line + ": " + what);
    }

    @Override
    public void close() {
        graph.close();
    }

    private String manifestFile() {
        return manifest.directory().resolve("manifest.yaml").toString();
    }

    private void bind(TensorInfo tensor, Arena arena, MemorySegment given) {
        MemorySegment bytes = given;
        if (bytes == null) {
            bytes = arena.allocate(Math.max(1, tensor.byteSize()), ALIGNMENT_BYTES);
        }
        if (bytes.byteSize() < tensor.byteSize()) {
            throw bad(
                    declared.line(),
                    "tensor " + tensor.name() + " is " + tensor.form() + ", larger than what it shares");
        }
        bytes = bytes.asSlice(0, tensor.byteSize());
        graph.bind(tensor.name(), bytes);
        memory.put(tensor.name(), bytes);
    }

    private void agree(String side, List<ModelManifest.Tensor> declarations, List<TensorInfo> tensors) {
        for (ModelManifest.Tensor d : declarations) {
            TensorInfo said = new TensorInfo(d.name(), d.type(), d.shape());
            TensorInfo found = tensors.stream()
                    .filter(t -> t.name().equals(d.name()))
                    .findFirst()
                    .orElseThrow(() -> bad(
                            d.line(),
                            side + " " + d.name() + " is not in " + declared.file() + "; it has "
                                    + tensors.stream().map(TensorInfo::name).toList()));
            if (!said.equals(found)) {
                throw bad(
                        d.line(),
                        side + " " + d.name() + " is declared " + said.form() + "; in " + declared.file() + " it is "
                                + found.form());
            }
        }
        for (TensorInfo t : tensors) {
            if (declarations.stream().noneMatch(d -> d.name().equals(t.name()))) {
                throw bad(
                        declared.line(),
                        side + " " + t.name() + " (" + t.form() + ") of " + declared.file() + " is not declared");
            }
        }
    }
}

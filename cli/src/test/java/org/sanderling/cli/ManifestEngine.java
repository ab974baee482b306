package org.sanderling.cli;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;
import org.sanderling.planners.ModelFailure;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.Graph;
import org.sanderling.runtime.engine.TensorInfo;

/** An engine whose graphs have the tensors that their manifest declares, unless told otherwise; a run computes nothing. */
final class ManifestEngine implements Engine {
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private @Nullable String missing;
    private int runs;
    private int open;

    void retype(String tensor, String type) {
        types.put(tensor, type);
    }

    void failOnRun(String file) {
        failing.add(file);
    }

    void missing(String reason) {
        missing = reason;
    }

    int runs() {
        return runs;
    }

    int open() {
        return open;
    }

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String version() {
        return "0.fake";
    }

    @Override
    public @Nullable String unavailable() {
        return missing;
    }

    @Override
    public Graph load(Path onnx) {
        GraphFile declared = ManifestReader.read(onnx.getParent()).graphs().values().stream()
                .filter(g -> g.file().equals(onnx))
                .findFirst()
                .orElseThrow();
        open++;
        return new DeclaredGraph(declared);
    }

    private final class DeclaredGraph implements Graph {
        private final GraphFile declared;
        private final Set<String> bound = new HashSet<>();

        DeclaredGraph(GraphFile declared) {
            this.declared = declared;
        }

        @Override
        public List<TensorInfo> inputs() {
            return declared.inputs().stream().map(this::info).toList();
        }

        @Override
        public List<TensorInfo> outputs() {
            return declared.outputs().stream().map(this::info).toList();
        }

        private TensorInfo info(Tensor t) {
            return new TensorInfo(t.name(), types.getOrDefault(t.name(), t.type()), t.shape());
        }

        @Override
        public void bind(String name, MemorySegment memory) {
            Tensor tensor = declared.tensor(name);
            long elements = tensor.shape().stream().reduce(1L, (a, b) -> a * b);
            long size = Map.of("u8", 1L, "f32", 4L, "i64", 8L).get(tensor.type());
            if (memory.byteSize() != elements * size) {
                throw new IllegalArgumentException(name + " takes " + elements * size + " bytes");
            }
            bound.add(name);
        }

        @Override
        public void run() {
            if (failing.contains(declared.file().getFileName().toString())) {
                throw new ModelFailure("no forward");
            }
            if (bound.size() != inputs().size() + outputs().size()) {
                throw new IllegalStateException("not all tensors are bound: " + bound);
            }
            runs++;
        }

        @Override
        public void cancel() {
            failing.add(declared.file().getFileName().toString());
        }

        @Override
        public void close() {
            open--;
        }
    }
}

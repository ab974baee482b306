package org.sanderling.runtime.engine.onnxruntime;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.EngineException;

/** The CPU engine: one intra-op thread, no spinning, deterministic kernels. Any thread that is not real-time. */
public final class OnnxRuntimeEngine implements Engine {
    public OnnxRuntimeEngine() {}

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public @Nullable String version() {
        return OrtRuntime.outcome().version();
    }

    @Override
    public @Nullable String unavailable() {
        return OrtRuntime.outcome().reason();
    }

    @Override
    public OnnxRuntimeGraph load(Path onnx) {
        if (!Files.isRegularFile(onnx)) {
            throw new EngineException(onnx + ": no such file; name an ONNX graph");
        }
        String reason = unavailable();
        if (reason != null) {
            throw new EngineException(onnx + ": cannot be loaded; " + reason);
        }
        return new OnnxRuntimeGraph(onnx, OrtSession.open(onnx));
    }
}

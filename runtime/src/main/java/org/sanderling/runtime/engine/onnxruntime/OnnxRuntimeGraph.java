package org.sanderling.runtime.engine.onnxruntime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sanderling.planners.ModelFailure;
import org.sanderling.runtime.engine.EngineException;
import org.sanderling.runtime.engine.Graph;
import org.sanderling.runtime.engine.TensorInfo;

/**
 * A session of ONNX Runtime with all its tensors bound to memory of ours.
 *
 * <p>{@link #bind} and {@link #run}: one thread at a time, which is checked; {@link #cancel}, {@link #lastError} and
 * {@link #close}: any thread. After warm-up {@link #run} and {@link #cancel} allocate nothing, on failure neither.
 */
public final class OnnxRuntimeGraph implements Graph {
    private static final int ERROR_LIMIT_BYTES = 1024;

    private final Path onnx;
    private final OrtSession session;
    private final Gate gate = new Gate();
    private final AtomicBoolean running = new AtomicBoolean();
    private final ModelFailure failure;
    private final MemorySegment error = Arena.ofAuto().allocate(ERROR_LIMIT_BYTES);
    private volatile int errorLength;

    /** Bound memory by tensor, kept so that it outlives the native side's use of it. */
    private final Map<String, MemorySegment> bound = new LinkedHashMap<>();

    private boolean complete;

    OnnxRuntimeGraph(Path onnx, OrtSession session) {
        this.onnx = onnx;
        this.session = session;
        failure = new ModelFailure(onnx + ": the forward failed or was cancelled");
        complete = session.inputs().isEmpty() && session.outputs().isEmpty();
    }

    @Override
    public List<TensorInfo> inputs() {
        return session.inputs();
    }

    @Override
    public List<TensorInfo> outputs() {
        return session.outputs();
    }

    @Override
    public void bind(String name, MemorySegment memory) {
        enter();
        try {
            TensorInfo tensor = tensor(name);
            String what = onnx + ": " + name;
            long bytes = bytes(tensor);
            if (!memory.isNative() || memory.byteSize() != bytes) {
                throw new EngineException(what + ": bound to " + memory.byteSize() + " bytes of "
                        + (memory.isNative() ? "native" : "heap") + " memory; it takes " + bytes + " native bytes");
            }
            if (memory.address() % tensor.elementBytes() != 0) {
                throw new EngineException(what + ": bound to misaligned memory; align it to 64 bytes");
            }
            session.bind(tensor, inputs().contains(tensor), memory, what);
            bound.put(name, memory);
            complete = bound.size() == inputs().size() + outputs().size();
        } finally {
            leave();
        }
    }

    @Override
    public void run() {
        enter();
        try {
            if (!complete) {
                throw new IllegalStateException(onnx + ": not bound: " + unbound());
            }
            // A cancel that came after the last run must not end this one.
            OrtApi.drop(OrtApi.unsetTerminate(session.runOptions()));
            long status = OrtApi.run(session.session(), session.runOptions(), session.binding());
            if (status != 0) {
                errorLength = OrtApi.takeMessage(status, error);
                throw failure;
            }
        } finally {
            leave();
        }
    }

    /** What the last failed {@link #run} said, in one line; empty if none failed. */
    public String lastError() {
        byte[] bytes = new byte[errorLength];
        MemorySegment.copy(error, JAVA_BYTE, 0, bytes, 0, bytes.length);
        return OrtApi.oneLine(bytes);
    }

    @Override
    public void cancel() {
        if (gate.enter()) {
            try {
                OrtApi.drop(OrtApi.setTerminate(session.runOptions()));
            } finally {
                gate.leave();
            }
        }
    }

    /** Ends a run in progress, waits for it, and releases all native memory; a second call does nothing. */
    @Override
    public void close() {
        cancel();
        if (gate.close()) {
            gate.awaitEmpty();
            session.release();
            bound.clear();
        }
    }

    private void enter() {
        if (!gate.enter()) {
            throw new IllegalStateException(onnx + ": used after close");
        }
        if (!running.compareAndSet(false, true)) {
            gate.leave();
            throw new IllegalStateException(onnx + ": used by two threads at once");
        }
    }

    private void leave() {
        running.set(false);
        gate.leave();
    }

    private TensorInfo tensor(String name) {
        for (List<TensorInfo> side : List.of(inputs(), outputs())) {
            for (TensorInfo tensor : side) {
                if (tensor.name().equals(name)) {
                    return tensor;
                }
            }
        }
        throw new EngineException(onnx + ": no tensor " + name + "; it has " + names());
    }

    private long bytes(TensorInfo tensor) {
        try {
            return tensor.byteSize();
        } catch (EngineException e) {
            throw new EngineException(onnx + ": " + e.getMessage());
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        inputs().forEach(t -> names.add(t.name()));
        outputs().forEach(t -> names.add(t.name()));
        return names;
    }

    private List<String> unbound() {
        List<String> names = names();
        names.removeAll(bound.keySet());
        return names;
    }
}

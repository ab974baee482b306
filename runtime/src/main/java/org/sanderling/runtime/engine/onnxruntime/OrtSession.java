package org.sanderling.runtime.engine.onnxruntime;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.runtime.engine.EngineException;
import org.sanderling.runtime.engine.TensorInfo;

/**
 * The native objects of one graph, by address, and what they say of its tensors. Not on a real-time thread.
 *
 * @param session {@code OrtSession*}
 * @param runOptions {@code OrtRunOptions*}
 * @param binding {@code OrtIoBinding*}
 * @param memory {@code OrtMemoryInfo*} of the CPU, shared by all graphs
 * @param inputs in the graph's order
 * @param outputs in the graph's order
 */
record OrtSession(
        long session, long runOptions, long binding, long memory, List<TensorInfo> inputs, List<TensorInfo> outputs) {
    /** Only what no status tells: every error comes back as one, and a forward must not print. */
    private static final int LOG_FATAL = 4;

    private static final int SEQUENTIAL = 0;
    private static final int ALL_OPTIMISATIONS = 99;
    private static final int ARENA_ALLOCATOR = 1;
    private static final int DEFAULT_MEMORY = 0;
    private static final int MOST_TENSORS = 4096;
    private static final int MOST_DIMENSIONS = 16;
    private static final int NAME_LIMIT_BYTES = 1024;

    /** What all graphs of the process share, made on first use and kept: the library itself is never unloaded either. */
    private static final class Shared {
        static final long ENVIRONMENT;
        static final long MEMORY;
        static final long ALLOCATOR;

        static {
            try (Out out = new Out()) {
                ENVIRONMENT = out.pointer(
                        OrtApi.call(OrtApi.CREATE_ENV, LOG_FATAL, out.text("sanderling"), out.address()),
                        "ONNX Runtime: environment");
                MEMORY = out.pointer(
                        OrtApi.call(OrtApi.CREATE_CPU_MEMORY_INFO, ARENA_ALLOCATOR, DEFAULT_MEMORY, out.address()),
                        "ONNX Runtime: memory");
                ALLOCATOR = out.pointer(
                        OrtApi.call(OrtApi.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS, out.address()),
                        "ONNX Runtime: allocator");
            }
        }
    }

    /** Loads the file and asks the graph for its tensors; on failure nothing stays behind. */
    static OrtSession open(Path onnx) {
        try (Out out = new Out()) {
            long session = 0;
            long runOptions = 0;
            long binding = 0;
            long options = options(out);
            try {
                session = out.pointer(
                        OrtApi.call(
                                OrtApi.CREATE_SESSION,
                                Shared.ENVIRONMENT,
                                out.text(onnx.toString()),
                                options,
                                out.address()),
                        onnx + ": no graph that ONNX Runtime "
                                + OrtRuntime.outcome().version() + " runs; export it again, opset 17 to 20");
                runOptions = out.pointer(OrtApi.call(OrtApi.CREATE_RUN_OPTIONS, out.address()), onnx + ": run options");
                binding =
                        out.pointer(OrtApi.call(OrtApi.CREATE_IO_BINDING, session, out.address()), onnx + ": binding");
                List<TensorInfo> inputs = tensors(out, session, onnx, true);
                List<TensorInfo> outputs = tensors(out, session, onnx, false);
                for (TensorInfo output : outputs) {
                    if (inputs.stream().anyMatch(input -> input.name().equals(output.name()))) {
                        throw new EngineException(
                                onnx + ": " + output.name() + " is both input and output; put an Identity between");
                    }
                }
                return new OrtSession(session, runOptions, binding, Shared.MEMORY, inputs, outputs);
            } catch (EngineException e) {
                release(session, runOptions, binding);
                throw e;
            } finally {
                OrtApi.call(OrtApi.RELEASE_SESSION_OPTIONS, options);
            }
        }
    }

    /** Releases everything but what all graphs share. Once. */
    void release() {
        release(session, runOptions, binding);
    }

    /** Binds memory to a tensor; a previous binding of the same name is replaced. */
    void bind(TensorInfo tensor, boolean input, MemorySegment bytes, String what) {
        try (Out out = new Out()) {
            long[] shape = new long[tensor.shape().size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = tensor.shape().get(i);
            }
            long value = out.pointer(
                    OrtApi.call(
                            OrtApi.CREATE_TENSOR_WITH_DATA_AS_ORT_VALUE,
                            memory,
                            bytes.address(),
                            bytes.byteSize(),
                            out.longs(shape),
                            shape.length,
                            ElementType.named(tensor.type()).ordinal(),
                            out.address()),
                    what);
            try {
                // The binding keeps its own reference to the value.
                int slot = input ? OrtApi.BIND_INPUT : OrtApi.BIND_OUTPUT;
                OrtApi.check(OrtApi.call(slot, binding, out.text(tensor.name()), value), what);
            } finally {
                OrtApi.call(OrtApi.RELEASE_VALUE, value);
            }
        }
    }

    private static void release(long session, long runOptions, long binding) {
        OrtApi.call(OrtApi.RELEASE_IO_BINDING, binding);
        OrtApi.call(OrtApi.RELEASE_RUN_OPTIONS, runOptions);
        OrtApi.call(OrtApi.RELEASE_SESSION, session);
    }

    private static long options(Out out) {
        String what = "ONNX Runtime: session options";
        long options = out.pointer(OrtApi.call(OrtApi.CREATE_SESSION_OPTIONS, out.address()), what);
        try {
            OrtApi.check(OrtApi.call(OrtApi.SET_SESSION_EXECUTION_MODE, options, SEQUENTIAL), what);
            OrtApi.check(OrtApi.call(OrtApi.SET_SESSION_LOG_SEVERITY_LEVEL, options, LOG_FATAL), what);
            OrtApi.check(OrtApi.call(OrtApi.SET_SESSION_GRAPH_OPTIMIZATION_LEVEL, options, ALL_OPTIMISATIONS), what);
            // One thread: a second one waits for a busy core, and the slowest forwards become ten times slower.
            OrtApi.check(OrtApi.call(OrtApi.SET_INTRA_OP_NUM_THREADS, options, 1), what);
            OrtApi.check(OrtApi.call(OrtApi.SET_INTER_OP_NUM_THREADS, options, 1), what);
            OrtApi.check(OrtApi.call(OrtApi.SET_DETERMINISTIC_COMPUTE, options, 1), what);
            for (String key : List.of("session.intra_op.allow_spinning", "session.inter_op.allow_spinning")) {
                OrtApi.check(OrtApi.call(OrtApi.ADD_SESSION_CONFIG_ENTRY, options, out.text(key), out.text("0")), what);
            }
            return options;
        } catch (EngineException e) {
            OrtApi.call(OrtApi.RELEASE_SESSION_OPTIONS, options);
            throw e;
        }
    }

    private static List<TensorInfo> tensors(Out out, long session, Path onnx, boolean input) {
        String what = onnx + ": " + (input ? "inputs" : "outputs");
        int countSlot = input ? OrtApi.SESSION_GET_INPUT_COUNT : OrtApi.SESSION_GET_OUTPUT_COUNT;
        long count = out.pointer(OrtApi.call(countSlot, session, out.address()), what);
        if (count > MOST_TENSORS) {
            throw new EngineException(what + ": " + count + " of them; at most " + MOST_TENSORS);
        }
        List<TensorInfo> tensors = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String name = name(out, session, i, input, what);
            int slot = input ? OrtApi.SESSION_GET_INPUT_TYPE_INFO : OrtApi.SESSION_GET_OUTPUT_TYPE_INFO;
            long type = out.pointer(OrtApi.call(slot, session, i, out.address()), what);
            try {
                tensors.add(tensor(out, type, name, what + ": " + name));
            } finally {
                OrtApi.call(OrtApi.RELEASE_TYPE_INFO, type);
            }
        }
        return List.copyOf(tensors);
    }

    private static String name(Out out, long session, long index, boolean input, String what) {
        int slot = input ? OrtApi.SESSION_GET_INPUT_NAME : OrtApi.SESSION_GET_OUTPUT_NAME;
        long text = out.pointer(OrtApi.call(slot, session, index, Shared.ALLOCATOR, out.address()), what);
        try {
            String name = OrtApi.text(text, NAME_LIMIT_BYTES);
            if (name.length() == NAME_LIMIT_BYTES) {
                throw new EngineException(what + ": a name of " + NAME_LIMIT_BYTES + " bytes or more; shorten it");
            }
            return name;
        } finally {
            OrtApi.drop(OrtApi.call(OrtApi.ALLOCATOR_FREE, Shared.ALLOCATOR, text));
        }
    }

    private static TensorInfo tensor(Out out, long typeInfo, String name, String what) {
        // The cast's result belongs to the type info; it is NULL for what is no tensor.
        long tensor = out.pointer(OrtApi.call(OrtApi.CAST_TYPE_INFO_TO_TENSOR_INFO, typeInfo, out.address()), what);
        if (tensor == 0) {
            throw new EngineException(what + ": is no tensor; export it with tensors only");
        }
        int type = out.int32(OrtApi.call(OrtApi.GET_TENSOR_ELEMENT_TYPE, tensor, out.address()), what);
        long rank = out.pointer(OrtApi.call(OrtApi.GET_DIMENSIONS_COUNT, tensor, out.address()), what);
        if (rank > MOST_DIMENSIONS) {
            throw new EngineException(what + ": " + rank + " dimensions; at most " + MOST_DIMENSIONS);
        }
        MemorySegment dimensions = out.longArray(rank);
        OrtApi.check(OrtApi.call(OrtApi.GET_DIMENSIONS, tensor, dimensions.address(), rank), what);
        List<Long> shape = new ArrayList<>();
        for (long i = 0; i < rank; i++) {
            shape.add(dimensions.getAtIndex(JAVA_LONG, i));
        }
        return new TensorInfo(name, ElementType.of(type, what).label(), shape);
    }

    /** Where native functions put their results, and their text arguments, for the duration of some calls. */
    private static final class Out implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment result = arena.allocate(JAVA_LONG);

        /** Address of the result's 64 bits, set to 0. */
        long address() {
            result.set(JAVA_LONG, 0, 0);
            return result.address();
        }

        long text(String text) {
            return arena.allocateFrom(text).address();
        }

        long longs(long[] values) {
            return arena.allocateFrom(JAVA_LONG, values).address();
        }

        MemorySegment longArray(long count) {
            return arena.allocate(JAVA_LONG, Math.max(1, count));
        }

        /** The result, a pointer or a size, if the status is good. */
        long pointer(long status, String what) {
            OrtApi.check(status, what);
            return result.get(JAVA_LONG, 0);
        }

        int int32(long status, String what) {
            OrtApi.check(status, what);
            return result.get(JAVA_INT, 0);
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}

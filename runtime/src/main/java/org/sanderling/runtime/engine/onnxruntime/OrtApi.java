package org.sanderling.runtime.engine.onnxruntime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sanderling.runtime.engine.EngineException;

/**
 * The functions of the loaded library's {@code OrtApi} structure, by their slots in it (append-only since version 1).
 *
 * <p>Initialised on first use, hence only after {@link OrtRuntime} has found the library usable; so the hot functions are
 * bound to their addresses in {@code static final} handles, which the compiler inlines. Every argument travels as 64 bits:
 * on the two supported ABIs (System V x86-64, AAPCS64) an {@code int} or {@code bool} is the low part of such a slot.
 */
final class OrtApi {
    /** Slots in {@code struct OrtApi} of onnxruntime_c_api.h, checked against version 29. */
    static final int GET_ERROR_MESSAGE = 2;

    static final int CREATE_ENV = 3;
    static final int CREATE_SESSION = 7;
    static final int CREATE_SESSION_OPTIONS = 10;
    static final int SET_SESSION_EXECUTION_MODE = 13;
    static final int SET_SESSION_LOG_SEVERITY_LEVEL = 22;
    static final int SET_SESSION_GRAPH_OPTIMIZATION_LEVEL = 23;
    static final int SET_INTRA_OP_NUM_THREADS = 24;
    static final int SET_INTER_OP_NUM_THREADS = 25;
    static final int SESSION_GET_INPUT_COUNT = 30;
    static final int SESSION_GET_OUTPUT_COUNT = 31;
    static final int SESSION_GET_INPUT_TYPE_INFO = 33;
    static final int SESSION_GET_OUTPUT_TYPE_INFO = 34;
    static final int SESSION_GET_INPUT_NAME = 36;
    static final int SESSION_GET_OUTPUT_NAME = 37;
    static final int CREATE_RUN_OPTIONS = 39;
    static final int RUN_OPTIONS_SET_TERMINATE = 46;
    static final int RUN_OPTIONS_UNSET_TERMINATE = 47;
    static final int CREATE_TENSOR_WITH_DATA_AS_ORT_VALUE = 49;
    static final int CAST_TYPE_INFO_TO_TENSOR_INFO = 55;
    static final int GET_TENSOR_ELEMENT_TYPE = 60;
    static final int GET_DIMENSIONS_COUNT = 61;
    static final int GET_DIMENSIONS = 62;
    static final int CREATE_CPU_MEMORY_INFO = 69;
    static final int ALLOCATOR_FREE = 76;
    static final int GET_ALLOCATOR_WITH_DEFAULT_OPTIONS = 78;
    static final int RELEASE_STATUS = 93;
    static final int RELEASE_SESSION = 95;
    static final int RELEASE_VALUE = 96;
    static final int RELEASE_RUN_OPTIONS = 97;
    static final int RELEASE_TYPE_INFO = 98;
    static final int RELEASE_SESSION_OPTIONS = 100;
    static final int ADD_SESSION_CONFIG_ENTRY = 130;
    static final int RUN_WITH_BINDING = 133;
    static final int CREATE_IO_BINDING = 134;
    static final int RELEASE_IO_BINDING = 135;
    static final int BIND_INPUT = 136;
    static final int BIND_OUTPUT = 137;
    static final int SET_DETERMINISTIC_COMPUTE = 273;

    /** Slots that the loaded library must have. */
    static final int SLOTS = SET_DETERMINISTIC_COMPUTE + 1;

    /** The API version that brought the last of them. */
    static final int VERSION = 17;

    private static final int MESSAGE_LIMIT_BYTES = 2048;
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final MemorySegment API = OrtRuntime.api();

    private static final MethodHandle CALL_1 = handle(1);
    private static final MethodHandle CALL_2 = handle(2);
    private static final MethodHandle CALL_3 = handle(3);
    private static final MethodHandle CALL_4 = handle(4);
    private static final MethodHandle CALL_7 = handle(7);

    private static final MethodHandle RUN = CALL_3.bindTo(function(RUN_WITH_BINDING));
    private static final MethodHandle UNSET_TERMINATE = CALL_1.bindTo(function(RUN_OPTIONS_UNSET_TERMINATE));
    private static final MethodHandle SET_TERMINATE = CALL_1.bindTo(function(RUN_OPTIONS_SET_TERMINATE));
    private static final MethodHandle ERROR_MESSAGE = CALL_1.bindTo(function(GET_ERROR_MESSAGE));
    private static final MethodHandle DROP_STATUS = CALL_1.bindTo(function(RELEASE_STATUS));

    private OrtApi() {}

    /** {@code RunWithBinding}; 0 or a status to be released. No allocation. */
    static long run(long session, long runOptions, long binding) {
        try {
            return (long) RUN.invokeExact(session, runOptions, binding);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** {@code RunOptionsSetTerminate}; 0 or a status to be released. No allocation. */
    static long setTerminate(long runOptions) {
        try {
            return (long) SET_TERMINATE.invokeExact(runOptions);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** {@code RunOptionsUnsetTerminate}; 0 or a status to be released. No allocation. */
    static long unsetTerminate(long runOptions) {
        try {
            return (long) UNSET_TERMINATE.invokeExact(runOptions);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Copies a status's message and releases the status. No allocation.
     *
     * @param into receives UTF-8 bytes, cut where they do not fit
     * @return how many
     */
    static int takeMessage(long status, MemorySegment into) {
        try {
            long message = (long) ERROR_MESSAGE.invokeExact(status);
            int length = 0;
            byte b;
            while (length < into.byteSize() && (b = MEMORY.get(JAVA_BYTE, message + length)) != 0) {
                into.set(JAVA_BYTE, length++, b);
            }
            long ignored = (long) DROP_STATUS.invokeExact(status);
            return length;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Releases a status that says nothing new. No allocation. */
    static void drop(long status) {
        if (status != 0) {
            try {
                long ignored = (long) DROP_STATUS.invokeExact(status);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
    }

    /** Throws what a status says, in one line behind {@code what}; nothing where it is 0. */
    static void check(long status, String what) {
        if (status != 0) {
            byte[] bytes = new byte[MESSAGE_LIMIT_BYTES];
            MemorySegment buffer = java.lang.foreign.Arena.ofAuto().allocate(MESSAGE_LIMIT_BYTES);
            int length = takeMessage(status, buffer);
            MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, 0, length);
            throw new EngineException(what + ": " + oneLine(Arrays.copyOf(bytes, length)));
        }
    }

    /** Native text up to its NUL. */
    static String text(long address, int limitBytes) {
        int length = 0;
        while (length < limitBytes && MEMORY.get(JAVA_BYTE, address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(MEMORY, JAVA_BYTE, address, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String oneLine(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8)
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
    }

    static long call(int slot, long a) {
        try {
            return (long) CALL_1.invokeExact(function(slot), a);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long call(int slot, long a, long b) {
        try {
            return (long) CALL_2.invokeExact(function(slot), a, b);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long call(int slot, long a, long b, long c) {
        try {
            return (long) CALL_3.invokeExact(function(slot), a, b, c);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long call(int slot, long a, long b, long c, long d) {
        try {
            return (long) CALL_4.invokeExact(function(slot), a, b, c, d);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long call(int slot, long a, long b, long c, long d, long e, long f, long g) {
        try {
            return (long) CALL_7.invokeExact(function(slot), a, b, c, d, e, f, g);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static MemorySegment function(int slot) {
        return API.getAtIndex(ADDRESS, slot);
    }

    private static MethodHandle handle(int arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments];
        Arrays.fill(layouts, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, layouts));
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}

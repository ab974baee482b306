package org.sanderling.runtime.engine;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A loaded graph: bind preallocated native memory once, then run as often as wanted.
 *
 * <p>One thread at a time; {@link #cancel()} from any. After warm-up {@link #run()} allocates nothing.
 */
public interface Graph extends AutoCloseable {
    /** Inputs in the graph's order; shapes as exported (static). */
    List<TensorInfo> inputs();

    /** Outputs in the graph's order. */
    List<TensorInfo> outputs();

    /**
     * Binds an input or output to memory that outlives the graph; its byte size must be the tensor's.
     *
     * @throws EngineException if there is no such tensor or the size differs
     */
    void bind(String name, MemorySegment memory);

    /**
     * One forward over the bound memory.
     *
     * @throws org.sanderling.planners.ModelFailure if the engine reports an error or the run was cancelled
     */
    void run();

    /** Asks a run in progress to end; the next {@link #run()} starts afresh. Any thread. */
    void cancel();

    @Override
    void close();
}

package org.sanderling.planners;

import java.lang.foreign.MemorySegment;

/**
 * A small network beside the planner: a filter that says which slots may be committed, or an energy that ranks whole plans.
 * What goes in and comes out is its user's contract ({@code rules.Learn2PdRule}, {@code candidates}).
 *
 * <p>Planner thread only; no call allocates after warm-up.
 */
public interface AuxiliaryModel extends AutoCloseable {
    /** Input, f32. */
    MemorySegment input();

    /** Output, f32. */
    MemorySegment output();

    /** One forward; a failure throws {@link ModelFailure}. */
    void run();

    @Override
    void close();
}

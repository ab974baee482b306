package org.sanderling.planners.world;

import java.lang.foreign.MemorySegment;

/**
 * One forward of a world model over so many new frames: each frame sees the cache, itself and the block's earlier frames.
 *
 * <p>The thread of its {@link FrameModel}; no allocation.
 */
public interface FrameBlock {
    /** How many frames. */
    int frames();

    /** Input: the frames on their way from the source (time 0) to the data (time 1), f32 [frames, latent]. */
    MemorySegment noisy();

    /** Input: each frame's time, f32 [frames]. */
    MemorySegment time();

    /** Input: the action that leads to each frame, f32 [frames, actions]. */
    MemorySegment action();

    /** Output: d frame / d time, f32 [frames, latent]. */
    MemorySegment velocity();

    /** One forward. */
    void run();
}

package org.sanderling.planners.world;

import java.lang.foreign.MemorySegment;

/**
 * A next-frame diffusion model (arXiv 2506.01380) over preallocated native memory: fill the inputs' memory, call, read the output's.
 *
 * <p>One thread at a time; {@link #cancel} from any. After warm-up no call allocates. A forward that fails throws
 * {@link org.sanderling.planners.ModelFailure}.
 */
public interface FrameModel extends AutoCloseable {
    /** Sizes of all tensors. */
    WorldShape shape();

    /** Input of {@link #encode}: u8 [height, width, 3]. */
    MemorySegment image();

    /** Output of {@link #encode}: the image as a latent frame, f32 [latent]. */
    MemorySegment latent();

    /** Output of {@link #encode}: the image at the model's resolution, f32 [3, height, width] in [0, 1]. */
    MemorySegment observed();

    /** {@link #image()} to {@link #latent()} and {@link #observed()}. */
    void encode();

    /**
     * The forward that makes this many frames at once.
     *
     * @throws IllegalArgumentException if {@link WorldShape#blocks} has no such number
     */
    FrameBlock block(int frames);

    /** The cache that all forwards read: f32 [window, entry]. */
    MemorySegment cache();

    /** For each slot of the cache how many frames before the next one it is, 1 … window; 0: empty. i64 [window]. */
    MemorySegment ages();

    /** Input of {@link #remember}: a finished latent frame, f32 [latent]. */
    MemorySegment finished();

    /** Input of {@link #remember}: the action that led to it, f32 [actions]. */
    MemorySegment finishedAction();

    /** Output of {@link #remember}: what the cache keeps of the frame, f32 [entry]. */
    MemorySegment entry();

    /** {@link #finished()}, its action and the cache to {@link #entry()}. */
    void remember();

    /** Input of {@link #decode}: a latent frame, f32 [latent]. */
    MemorySegment dreamt();

    /** Output of {@link #decode}: f32 [3, height, width] in [0, 1]. */
    MemorySegment picture();

    /** {@link #dreamt()} to {@link #picture()}. */
    void decode();

    /** Asks a running forward to end early; any thread. The forward then throws. */
    void cancel();

    @Override
    void close();
}

package org.sanderling.planners;

import java.lang.foreign.MemorySegment;

/**
 * A masked-diffusion model: tokens to logits, given an observation (ViLaD, arXiv 2508.12603; LLaDA-V's sampler loop).
 *
 * <p>Planner thread only. After warm-up no call allocates. A forward that fails throws {@link ModelFailure}.
 */
public interface DenoisingModel extends AutoCloseable {
    /** Encodes the observation into the key/value cache that {@link #denoise} attends to. Once a tick. */
    void context(Observation observation);

    /** One forward: reads {@link #tokens()}, writes {@link #logits()}. */
    void denoise();

    /** Input tokens, i64 [slots]. */
    MemorySegment tokens();

    /** Output logits, f32 [slots, vocabulary], row-major. */
    MemorySegment logits();

    /** The key/value cache that {@link #context} wrote, f32; read for the trace's hash only. */
    MemorySegment cache();

    /** Asks a running forward to end early; any thread. The forward then throws {@link ModelFailure}. */
    void cancel();

    @Override
    void close();
}

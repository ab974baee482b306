package org.sanderling.planners;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A masked-diffusion model: tokens to logits, given an observation (ViLaD, arXiv 2508.12603; LLaDA-V's sampler loop).
 *
 * <p>Two abilities are optional, and a model says so: several token sequences in one forward ({@link #batch}), and keys and
 * values of slots that are kept between forwards ({@link #windowSlots}). Whoever wraps a model hands both on.
 *
 * <p>Planner thread only. After warm-up no call allocates. A forward that fails throws {@link ModelFailure}.
 */
public interface DenoisingModel extends AutoCloseable {
    /** Encodes the observation into the key/value cache that {@link #denoise} attends to. Once a tick. */
    void context(Observation observation);

    /** One forward: reads row 0 of {@link #tokens()}, writes row 0 of {@link #logits()}. */
    void denoise();

    /** Most token sequences that one forward takes, B; 1 where the model has no batched graph. */
    default int batch() {
        return 1;
    }

    /**
     * One forward over the first {@code rows} rows of {@link #tokens()}, which writes as many of {@link #logits()}. A row's
     * logits do not depend on the other rows, bit for bit: that is what lets a draft be verified without loss.
     *
     * @param rows 1 … {@link #batch()}
     */
    default void denoise(int rows) {
        if (rows != 1) {
            throw new IllegalArgumentException("rows: " + rows + "; this model takes one at a time");
        }
        denoise();
    }

    /** Slots of a window that can be computed alone, W; 0 where the model keeps no keys and values of slots. */
    default int windowSlots() {
        return 0;
    }

    /** One forward of row 0 that also keeps every slot's keys and values; only where {@link #windowSlots} is not 0. */
    default void denoiseAndKeep() {
        throw new IllegalStateException("this model keeps no keys and values of slots");
    }

    /**
     * One forward of slots {@code first} … {@code first + windowSlots() − 1} alone, which attend to what is kept of the
     * others; writes these slots' rows of {@link #logits()}, the others' stay.
     *
     * @param keep whether the window's new keys and values take the place of what was kept of it
     */
    default void denoiseWindow(int first, boolean keep) {
        throw new IllegalStateException("this model keeps no keys and values of slots");
    }

    /** The learned filter that was trained on this model's decodings; null where it has none. */
    default @Nullable AuxiliaryModel filter() {
        return null;
    }

    /** Input tokens, i64 [batch, slots]. */
    MemorySegment tokens();

    /** Output logits, f32 [batch, slots, vocabulary], row-major. */
    MemorySegment logits();

    /** The key/value cache that {@link #context} wrote, f32; read for the trace's hash only. */
    MemorySegment cache();

    /** Asks a running forward to end early; any thread. The forward then throws {@link ModelFailure}. */
    void cancel();

    @Override
    void close();
}

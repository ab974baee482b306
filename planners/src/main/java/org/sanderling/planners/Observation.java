package org.sanderling.planners;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The latest consistent set of inputs of one tick, preallocated and refilled in place.
 *
 * <p>One thread fills it, hands it over and does not touch it until it comes back. No method allocates after
 * construction.
 */
public final class Observation {
    /** Images, u8 [frames, height, width, 3] (RGB, row-major), newest first. */
    public final MemorySegment images;

    /** Past actions, [steps][dofs] flattened, oldest first, in the units of the model's manifest. */
    public final float[] history;

    /** 1 where the history has a sample, else 0; [steps], oldest first. */
    public final float[] historyMask;

    /** The measured state: the last command that was carried out, [dofs]. */
    public final float[] measured;

    /** Bytes of one image. */
    public final long imageBytes;

    /** Sequence number of the newest image at its source; −1 before the first. */
    public long imageSequence = -1;

    /** Sensor stamp of the newest image, wall-clock ns. */
    public long stampNs;

    /** Sequence numbers of the images used, newest first, [frames]; a repeated number stands for a missing image. */
    public final long[] imageSequences;

    /** Sequence number of the newest action in {@link #history}; −1 where there is none. */
    public long historySequence = -1;

    /** Hash of each image's pixels, newest first, [frames]. */
    public final long[] imageHashes;

    /** When it was complete, monotonic ns. */
    public long arrivalNs;

    /** 0 where a plan may be made from it, else the runtime's code for what is wrong with it. */
    public int fault;

    public Observation(int frames, int heightPx, int widthPx, int steps, int dofs) {
        imageBytes = (long) heightPx * widthPx * 3;
        images = Arena.global().allocate(frames * imageBytes, 64);
        imageSequences = new long[frames];
        imageHashes = new long[frames];
        history = new float[steps * dofs];
        historyMask = new float[steps];
        measured = new float[dofs];
    }
}

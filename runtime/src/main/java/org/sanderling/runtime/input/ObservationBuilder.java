package org.sanderling.runtime.input;

import java.lang.foreign.MemorySegment;
import org.sanderling.planners.Observation;
import org.sanderling.planners.decode.BitHash;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.image.ImageDecoder;

/**
 * Joins the streams to observations: each image completes one. What is wrong with an input becomes the observation's
 * stated fault and a count, never an exception.
 *
 * <p>The same class runs live and in a replay, fed with the same inputs in the same order; it reads no clock. Input thread
 * only; allocates nothing after construction.
 */
public final class ObservationBuilder {
    private final long[] piece = new long[1024];
    private final ObservationShape shape;
    private final ImageDecoder decoder;
    private final long imageStaleNs;
    private final long actionStaleNs;
    private final InputCounters images;
    private final InputCounters actions;
    private final FrameHistory frames;
    private final ActionHistory history;
    private long lastImageStampNs = Long.MIN_VALUE;
    private long unchangedSinceNs;

    public ObservationBuilder(
            ObservationShape shape,
            ImageDecoder decoder,
            long imageStaleNs,
            long actionStaleNs,
            InputCounters images,
            InputCounters actions) {
        this.shape = shape;
        this.decoder = decoder;
        this.imageStaleNs = imageStaleNs;
        this.actionStaleNs = actionStaleNs;
        this.images = images;
        this.actions = actions;
        frames = new FrameHistory(shape);
        history = new ActionHistory(shape.steps(), shape.dofs(), shape.periodNs());
    }

    /** Forgets everything: the streams start anew, for example where a repeated recording wraps. */
    public void reset() {
        frames.clear();
        history.clear();
        lastImageStampNs = Long.MIN_VALUE;
    }

    /** Takes a command that was carried out; [dofs] in the manifest's units, stamp in wall-clock ns. */
    public void action(long sequence, long stampNs, float[] values) {
        actions.received.incrementAndGet();
        for (float v : values) {
            if (!Float.isFinite(v)) {
                actions.nonFinite.incrementAndGet();
                return;
            }
        }
        if (stampNs <= history.newestStampNs()) {
            (stampNs == history.newestStampNs() ? actions.repeated : actions.outOfOrder).incrementAndGet();
            return;
        }
        history.add(sequence, stampNs, values);
    }

    /**
     * Takes a compressed image and completes an observation.
     *
     * @param out receives the observation, or its stated fault
     */
    public void image(long sequence, long stampNs, MemorySegment jpeg, long length, Observation out) {
        images.received.incrementAndGet();
        out.imageSequence = sequence;
        out.stampNs = stampNs;
        out.fault = take(sequence, stampNs, jpeg, length, out).ordinal();
    }

    private Reason take(long sequence, long stampNs, MemorySegment jpeg, long length, Observation out) {
        if (stampNs <= lastImageStampNs) {
            (stampNs == lastImageStampNs ? images.repeated : images.outOfOrder).incrementAndGet();
            return stampNs == lastImageStampNs ? Reason.INPUT_STALE : Reason.INPUT_OUT_OF_ORDER;
        }
        MemorySegment pixels = frames.next();
        int status = decoder.decode(jpeg, length, pixels, shape.widthPx(), shape.heightPx());
        if (status != ImageDecoder.OK) {
            (status == ImageDecoder.WRONG_SIZE ? images.wrongSize : images.corrupt).incrementAndGet();
            return Reason.INPUT_CORRUPT;
        }
        long hash = BitHash.of(pixels, pixels.byteSize(), piece);
        if (hash != frames.newestHash()) {
            unchangedSinceNs = stampNs;
        } else {
            images.repeated.incrementAndGet();
        }
        lastImageStampNs = stampNs;
        frames.add(sequence, stampNs, hash);
        frames.fill(out);
        if (stampNs - unchangedSinceNs > imageStaleNs) {
            images.stale.incrementAndGet();
            return Reason.INPUT_STALE;
        }
        return actionState(stampNs, out);
    }

    private Reason actionState(long stampNs, Observation out) {
        long ageNs = history.fill(stampNs, out);
        if (ageNs < 0) {
            return Reason.INPUT_MISSING;
        }
        if (ageNs > actionStaleNs) {
            actions.stale.incrementAndGet();
            return Reason.INPUT_STALE;
        }
        return Reason.NONE;
    }
}

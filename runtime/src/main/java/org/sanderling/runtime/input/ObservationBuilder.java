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
    /** A stamp may be this far ahead of its arrival: two clocks of one machine, read at different moments. */
    static final long AHEAD_NS = 2_000_000;

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

    /**
     * Takes a command that was carried out. One from the future is left out, and counted as out of order: what came after it
     * would all seem to have gone backwards.
     *
     * @param stampNs wall-clock ns
     * @param arrivalNs when it arrived, wall-clock ns; recorded beside it
     * @param values [dofs] in the manifest's units
     */
    public void action(long sequence, long stampNs, long arrivalNs, float[] values) {
        actions.received.incrementAndGet();
        if (stampNs > arrivalNs + AHEAD_NS) {
            actions.outOfOrder.incrementAndGet();
            return;
        }
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
     * Takes a compressed image and completes an observation. One from the future is a fault and leaves nothing behind.
     *
     * @param stampNs sensor stamp, wall-clock ns
     * @param arrivalNs when it arrived, wall-clock ns; recorded beside it
     * @param out receives the observation, or its stated fault
     * @return false where its stamp is not newer than the last one's: what it completes must not take a good one's place
     */
    public boolean image(
            long sequence, long stampNs, long arrivalNs, MemorySegment jpeg, long length, Observation out) {
        images.received.incrementAndGet();
        boolean newer = stampNs > lastImageStampNs;
        out.imageSequence = sequence;
        out.stampNs = stampNs;
        if (stampNs > arrivalNs + AHEAD_NS) {
            images.outOfOrder.incrementAndGet();
            out.fault = Reason.INPUT_OUT_OF_ORDER.ordinal();
            return newer;
        }
        Reason reason = take(sequence, stampNs, jpeg, length, out);
        if (newer && reason == Reason.NONE && arrivalNs - stampNs > imageStaleNs) {
            images.stale.incrementAndGet();
            reason = Reason.INPUT_STALE;
        }
        out.fault = reason.ordinal();
        return newer;
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

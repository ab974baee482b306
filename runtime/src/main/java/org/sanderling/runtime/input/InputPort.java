package org.sanderling.runtime.input;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Clock;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.handover.LatestValue;
import org.sanderling.runtime.handover.SlotRing;

/**
 * Where inputs enter: each is put on the recorder's queue as it came, joined to an observation, and the pacer is woken.
 *
 * <p>Input thread only; allocates nothing.
 */
public final class InputPort {
    private final ObservationBuilder builder;
    private final LatestValue<Observation> observations;
    private final SlotRing<InputRecord> records;
    private final Clock clock;
    private volatile @Nullable Thread pacer;

    public InputPort(
            ObservationBuilder builder,
            LatestValue<Observation> observations,
            SlotRing<InputRecord> records,
            Clock clock) {
        this.builder = builder;
        this.observations = observations;
        this.records = records;
        this.clock = clock;
    }

    /** Whom to wake when an observation is complete. */
    public void wake(Thread thread) {
        pacer = thread;
    }

    /** A compressed image, its stamp in wall-clock ns; one beyond {@link InputRecord#MAX_IMAGE_BYTES} is corrupt. */
    public void image(long sequence, long stampNs, MemorySegment jpeg, long length) {
        long taken = Math.min(length, InputRecord.MAX_IMAGE_BYTES);
        if (taken < length) {
            taken = 0; // which no decoder takes
        }
        long arrivalNs = clock.wallNs();
        InputRecord record = claim(InputRecord.Kind.IMAGE, sequence, stampNs, arrivalNs);
        if (record != null) {
            MemorySegment.copy(jpeg, 0, record.bytes, 0, taken);
            record.length = taken;
            records.publish();
        }
        Observation observation = observations.writable();
        if (builder.image(sequence, stampNs, arrivalNs, jpeg, taken, observation)) {
            observation.arrivalNs = clock.monotonicNs();
            observations.publish();
            LockSupport.unpark(pacer);
        }
    }

    /** A command that was carried out; [dofs], its stamp in wall-clock ns. */
    public void action(long sequence, long stampNs, float[] values) {
        long arrivalNs = clock.wallNs();
        InputRecord record = claim(InputRecord.Kind.ACTION, sequence, stampNs, arrivalNs);
        if (record != null) {
            System.arraycopy(values, 0, record.action, 0, record.action.length);
            records.publish();
        }
        builder.action(sequence, stampNs, arrivalNs, values);
    }

    /** The streams start anew. */
    public void reset() {
        long nowNs = clock.wallNs();
        InputRecord record = claim(InputRecord.Kind.RESET, 0, nowNs, nowNs);
        if (record != null) {
            records.publish();
        }
        builder.reset();
    }

    private @Nullable InputRecord claim(InputRecord.Kind kind, long sequence, long stampNs, long arrivalNs) {
        InputRecord record = records.tryClaim();
        if (record == null) {
            records.drop();
            return null;
        }
        record.kind = kind;
        record.sequence = sequence;
        record.stampNs = stampNs;
        record.arrivalNs = arrivalNs;
        record.length = 0;
        return record;
    }
}

package org.sanderling.runtime.record;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.runtime.handover.SlotRing;
import org.sanderling.runtime.loop.Channels;
import org.sanderling.runtime.telemetry.RunStatistics;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.TickRecord;
import org.sanderling.runtime.transport.DeliveryRecord;
import org.sanderling.runtime.transport.TransportPump;

/**
 * The recorder thread: drains every queue of the loop, counts, and writes the recording where there is one. It can never
 * hold up a tick; what did not fit into a queue is counted and said.
 *
 * <p>What a tick depends on is written before the tick: inputs and runs are drained up to a point after the tick was
 * published, so that a file that ends anywhere is whole up to its last tick.
 */
public final class Recorder implements Runnable {
    private static final long PAUSE_NS = 5_000_000;

    private final Channels channels;
    private final List<TransportPump> pumps;
    private final RunStatistics statistics;
    private final SystemClock clock;
    private final @Nullable RecordingWriter writer;
    private final long flushNs;
    private final Consumer<TickRecord> observer;
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable String failure;
    private long lastFlushNs;

    /**
     * A recorder; where the deployment names a file, it is created here.
     *
     * @param observer told of every tick, on the recorder's thread
     * @throws McapException where the file cannot be written or another run writes it
     */
    public Recorder(
            Channels channels,
            List<TransportPump> pumps,
            RunStatistics statistics,
            SystemClock clock,
            Deployment deployment,
            PlanTemplate template,
            SessionInfo session,
            Consumer<TickRecord> observer) {
        this.channels = channels;
        this.pumps = pumps;
        this.statistics = statistics;
        this.clock = clock;
        Path file = deployment.record().file();
        writer = file == null ? null : new RecordingWriter(file, deployment, template, session, clock.wallNs());
        flushNs = Math.round(deployment.record().chunkMs() * 1e6);
        this.observer = observer;
        thread = Thread.ofPlatform().name("recorder").daemon().unstarted(this);
    }

    public void start() {
        thread.start();
    }

    /** Why nothing more is recorded, in one line; null while all is well. */
    public @Nullable String failure() {
        return failure;
    }

    /** What did not fit into a queue, over all queues. */
    public long lost() {
        return channels.inputs.dropped()
                + channels.runs.dropped()
                + channels.ticks.dropped()
                + channels.setpoints.dropped();
    }

    @Override
    public void run() {
        long calibrateNs = clock.monotonicNs();
        while (!ended) {
            drain();
            if (clock.monotonicNs() - calibrateNs > 1_000_000_000L) {
                clock.calibrate();
                calibrateNs = clock.monotonicNs();
            }
            LockSupport.parkNanos(this, PAUSE_NS);
        }
        drain();
    }

    private void drain() {
        int ticks = channels.ticks.size();
        long sealed = channels.lastSealedRun();
        drain(channels.inputs, RecordingWriter::input);
        drain(channels.runs, RecordingWriter::run);
        drainTicks(ticks, sealed);
        for (TransportPump pump : pumps) {
            drainDeliveries(pump);
        }
        drain(channels.setpoints, RecordingWriter::setpoint);
        if (clock.monotonicNs() - lastFlushNs >= flushNs) {
            write(RecordingWriter::flush);
            lastFlushNs = clock.monotonicNs();
        }
    }

    private interface Write<T> {
        void to(RecordingWriter writer, T record);
    }

    private <T> void drain(SlotRing<T> ring, Write<T> how) {
        for (T record = ring.peek(); record != null; record = ring.peek()) {
            T taken = record;
            write(w -> how.to(w, taken));
            ring.release();
        }
    }

    /** A tick waits for the record of the run that it took, which the planner completes a moment later. */
    private void drainTicks(int count, long sealedRun) {
        for (int n = 0; n < count; n++) {
            TickRecord record = channels.ticks.peek();
            if (record == null || record.runTaken > sealedRun) {
                return;
            }
            statistics.tick(record);
            write(w -> w.tick(record));
            observer.accept(record);
            channels.ticks.release();
        }
    }

    private void drainDeliveries(TransportPump pump) {
        SlotRing<DeliveryRecord> ring = pump.deliveries();
        for (DeliveryRecord record = ring.peek(); record != null; record = ring.peek()) {
            DeliveryRecord taken = record;
            statistics.delivery(taken);
            write(w -> w.delivery(pump.name(), taken));
            ring.release();
        }
    }

    private void write(Consumer<RecordingWriter> what) {
        if (writer == null || failure != null) {
            return;
        }
        try {
            what.accept(writer);
        } catch (McapException e) {
            failure = e.getMessage();
        }
    }

    /** Drains what is left, writes how it ended, closes the file. */
    public void close(Map<String, String> facts) {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<String, String> closing = new LinkedHashMap<>(facts);
        closing.put("lost", Long.toString(lost()));
        write(w -> w.closing(closing));
        if (writer != null) {
            try {
                writer.close();
            } catch (McapException e) {
                failure = failure == null ? e.getMessage() : failure;
            }
        }
    }
}

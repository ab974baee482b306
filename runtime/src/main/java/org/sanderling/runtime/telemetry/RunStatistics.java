package org.sanderling.runtime.telemetry;

import org.HdrHistogram.Histogram;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;
import org.sanderling.runtime.trace.TickRecord;
import org.sanderling.runtime.transport.DeliveryRecord;

/**
 * Counts and histograms of a run, from arming on. Every latency is counted, none is sampled.
 *
 * <p>Written by the recorder's thread alone; the getters are for after the run, or for a live line that may be a tick old.
 */
public final class RunStatistics {
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final long deadlineNs;

    /** From the sensor stamp (or the tick's start, where that is earlier or nothing is fresh) to the write's return, ns. */
    public final Histogram latencyNs = new Histogram(HIGHEST_NS, 3);

    /** From the tick's start to the hand-over, ns. */
    public final Histogram tickNs = new Histogram(HIGHEST_NS, 3);

    /** The same without the forwards, ns; ticks on which a plan was taken. */
    public final Histogram overheadNs = new Histogram(HIGHEST_NS, 3);

    /** Forwards of each plan taken. */
    public final Histogram forwards = new Histogram(1_000_000, 3);

    public final long[] rungs = new long[Rung.values().length];
    public final long[] reasons = new long[Reason.values().length];
    public long ticks;
    public long late;
    public long unchecked;
    public long lastLatencyNs;
    public long lastTick;
    public int lastRung;
    private long lastDeadlineNs;
    public int lastForwards;

    /** When the first FRESH decision was handed on, wall-clock ns; 0 before. */
    public volatile long firstFreshNs;

    public RunStatistics(long deadlineNs) {
        this.deadlineNs = deadlineNs;
    }

    /** Counts a tick. */
    public void tick(TickRecord r) {
        ticks++;
        rungs[r.decision.rung]++;
        reasons[r.decision.reason]++;
        long took = r.handedMonoNs - r.tickStartMonoNs;
        tickNs.recordValue(bounded(took));
        if (r.runTaken >= 0) {
            overheadNs.recordValue(bounded(took - r.forwardNs));
            forwards.recordValue(r.decision.rung == 0 ? r.decision.forwards : 0);
        }
        if (r.decision.rung == 0 && firstFreshNs == 0) {
            firstFreshNs = r.decision.handedNs;
        }
        if (r.decision.rung == 0 && r.runTaken < 0) {
            unchecked++;
        }
        if (r.decision.handedNs > r.decision.deadlineNs) {
            late++;
        }
        lastTick = r.decision.tick;
        lastDeadlineNs = r.decision.deadlineNs;
        lastRung = r.decision.rung;
        lastForwards = r.decision.forwards;
    }

    /** Counts what became of a decision on a transport. */
    public void delivery(DeliveryRecord r) {
        if (!r.delivered) {
            return;
        }
        lastLatencyNs = r.wireNs - (r.deadlineNs - deadlineNs);
        latencyNs.recordValue(bounded(lastLatencyNs));
        if (r.handedNs <= r.deadlineNs && r.wireNs > r.deadlineNs) {
            late++;
        }
    }

    /** Deadline of the tick counted last, where it is this one; else 0. */
    public long deadlineOf(long tick) {
        return tick == lastTick ? lastDeadlineNs : 0;
    }

    private static long bounded(long ns) {
        return Math.max(0, Math.min(HIGHEST_NS, ns));
    }
}

package org.sanderling.runtime.time;

import java.time.Instant;
import org.sanderling.planners.Clock;

/**
 * The machine's clocks. Wall time is the monotonic clock plus an offset that a background thread keeps measuring, so that
 * one reading serves both and nothing is allocated on a real-time thread.
 *
 * <p>{@link #calibrate()}: one background thread. All else: any thread.
 */
public final class SystemClock implements Clock {
    private static final int TRIES = 16;

    private volatile long offsetNs;
    private volatile long boundNs;

    public SystemClock() {
        calibrate();
    }

    @Override
    public long monotonicNs() {
        return System.nanoTime();
    }

    @Override
    public long wallNs() {
        return System.nanoTime() + offsetNs;
    }

    /** Wall-clock time of a monotonic reading, ns. */
    public long toWallNs(long monotonicNs) {
        return monotonicNs + offsetNs;
    }

    /** Monotonic time of a wall-clock stamp, ns. */
    public long toMonotonicNs(long wallNs) {
        return wallNs - offsetNs;
    }

    /** Bound of the mapping's error at the last calibration, ns. */
    public long boundNs() {
        return boundNs;
    }

    /** Measures the offset anew: the reading with the shortest bracket of several counts. Allocates. */
    public void calibrate() {
        long best = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            Instant now = Instant.now();
            long after = System.nanoTime();
            if (after - before < best) {
                best = after - before;
                offset = now.getEpochSecond() * 1_000_000_000L + now.getNano() - (before + (after - before) / 2);
            }
        }
        offsetNs = offset;
        boundNs = best / 2 + 1_000;
    }
}

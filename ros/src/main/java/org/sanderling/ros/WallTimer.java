package org.sanderling.ros;

import java.time.Duration;

/** Runs a callback once a period, by an executor; periods that were missed are not made up for. */
public final class WallTimer {
    private final long periodNs;
    private final Runnable callback;
    private volatile long nextNs;
    private volatile boolean canceled;

    WallTimer(Duration period, Runnable callback) {
        periodNs = period.toNanos();
        this.callback = callback;
        nextNs = System.nanoTime() + periodNs;
    }

    /** Nanoseconds until it is due; {@code Long.MAX_VALUE} when canceled. */
    long remainingNs() {
        return canceled ? Long.MAX_VALUE : nextNs - System.nanoTime();
    }

    boolean runIfDue() {
        long late = -remainingNs();
        if (canceled || late < 0) {
            return false;
        }
        nextNs += periodNs * (1 + late / periodNs);
        callback.run();
        return true;
    }

    public void cancel() {
        canceled = true;
    }
}

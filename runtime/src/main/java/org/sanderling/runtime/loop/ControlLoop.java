package org.sanderling.runtime.loop;

import java.util.concurrent.locks.LockSupport;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.safety.PlanLimits;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.trace.SetpointRecord;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * The control thread: evaluates the published trajectory at its own rate, between the ticks. On FRESH and TAIL that is the
 * B-spline itself, at the time since its start; beyond its part that may be followed, and on STOP, the published samples.
 *
 * <p>Allocates, locks and logs nothing after warm-up.
 */
final class ControlLoop implements Runnable {
    private final Channels channels;
    private final Follower follower;
    private final SystemClock clock;
    private final long periodNs;
    private final float[] setpoint;
    private volatile boolean ended;

    ControlLoop(Channels channels, BeastTokenizer tokenizer, PlanLimits limits, SystemClock clock, double rateHz) {
        this.channels = channels;
        this.clock = clock;
        follower = new Follower(tokenizer, limits);
        periodNs = Math.round(1e9 / rateHz);
        setpoint = new float[tokenizer.dofs()];
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        long next = clock.monotonicNs();
        boolean any = false;
        while (!ended) {
            long now = clock.monotonicNs();
            if (now < next) {
                LockSupport.parkNanos(this, next - now);
                continue;
            }
            next += periodNs * (1 + Math.max(0, (now - next) / periodNs));
            any |= channels.published.poll();
            if (any) {
                follow(channels.published.current(), clock.toWallNs(now));
            }
        }
    }

    private void follow(Decision decision, long nowNs) {
        if (!follower.at(decision, nowNs, setpoint)) {
            return;
        }
        SetpointRecord record = channels.setpoints.tryClaim();
        if (record == null) {
            channels.setpoints.drop();
            return;
        }
        System.arraycopy(setpoint, 0, record.values, 0, setpoint.length);
        record.tick = decision.tick;
        record.timeNs = nowNs;
        channels.setpoints.publish();
    }
}

package org.sanderling.runtime.loop;

import org.sanderling.planners.Budget;
import org.sanderling.planners.Clock;

/**
 * Forwards left = time left until the pacer publishes by itself / a high quantile of the measured forward time. Before
 * anything was measured one forward is allowed at a time. Where no forward fits by that quantile the first one is tried all the
 * same, since the pacer does not wait for it beyond the deadline: else nothing would ever measure that a slow time is over.
 *
 * <p>Planner thread only; allocates nothing.
 */
final class DeadlineBudget implements Budget {
    /** What is left to do after the last forward: commit, rebuild, check, hand over. */
    private static final long FINISH_NS = 300_000;

    private final Clock clock;
    private final ForwardTimes times;

    /** When the pacer publishes from its table, monotonic ns. */
    long dueNs;

    DeadlineBudget(Clock clock, ForwardTimes times) {
        this.clock = clock;
        this.times = times;
    }

    @Override
    public int forwardsLeft(int step) {
        return forwardsLeft(step, 1);
    }

    @Override
    public int forwardsLeft(int step, int rows) {
        long leftNs = dueNs - FINISH_NS - clock.monotonicNs();
        if (leftNs <= 0) {
            return 0;
        }
        long high = times.highNs(rows);
        int fit = high == 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, leftNs / high);
        return fit == 0 && step == 0 ? 1 : fit;
    }
}

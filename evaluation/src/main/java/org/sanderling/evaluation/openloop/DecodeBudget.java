package org.sanderling.evaluation.openloop;

import org.sanderling.planners.Budget;
import org.sanderling.planners.Clock;

/** As many forwards as fit before a deadline, by a quantile of the forwards so far; without a deadline all of them. */
final class DecodeBudget implements Budget {
    private static final double NS_PER_MS = 1e6;

    private final Clock clock;
    private final long deadlineNs;
    private long dueNs = Long.MAX_VALUE;
    private double forwardNs = Double.NaN;

    /** @param deadlineMs from the start of a decoding; NaN for none */
    DecodeBudget(Clock clock, double deadlineMs) {
        this.clock = clock;
        deadlineNs = Double.isNaN(deadlineMs) ? 0 : Math.round(deadlineMs * NS_PER_MS);
    }

    /** A decoding starts now, and a forward takes that long; NaN where none was measured. */
    void start(double forwardMs) {
        dueNs = deadlineNs == 0 ? Long.MAX_VALUE : clock.monotonicNs() + deadlineNs;
        forwardNs = forwardMs * NS_PER_MS;
    }

    /** Whether the decoding that was started has passed its deadline by now. */
    boolean passed() {
        return dueNs != Long.MAX_VALUE && clock.monotonicNs() > dueNs;
    }

    @Override
    public int forwardsLeft(int step) {
        if (dueNs == Long.MAX_VALUE) {
            return Integer.MAX_VALUE;
        }
        long leftNs = dueNs - clock.monotonicNs();
        if (leftNs <= 0) {
            return 0;
        }
        return Double.isNaN(forwardNs) ? 1 : (int) (leftNs / forwardNs);
    }
}

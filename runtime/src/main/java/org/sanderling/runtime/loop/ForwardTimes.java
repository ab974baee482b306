package org.sanderling.runtime.loop;

/**
 * A high quantile of the last forwards' durations, for a budget to reckon with. Adapts within one window of forwards.
 *
 * <p>Planner thread only; allocates nothing after construction.
 */
final class ForwardTimes {
    private static final int WINDOW = 64;

    private final long[] recent = new long[WINDOW];
    private final long[] sorted = new long[WINDOW];
    private final double quantile;
    private int count;
    private int next;

    ForwardTimes(double quantile) {
        this.quantile = quantile;
    }

    /** Adds one measured duration, ns. */
    void add(long durationNs) {
        if (count == WINDOW) {
            remove(recent[next]);
        } else {
            count++;
        }
        recent[next] = durationNs;
        next = (next + 1) % WINDOW;
        int i = count - 1;
        while (i > 0 && sorted[i - 1] > durationNs) {
            sorted[i] = sorted[i - 1];
            i--;
        }
        sorted[i] = durationNs;
    }

    /** The quantile of the window, ns; 0 before the first measurement. */
    long highNs() {
        return count == 0 ? 0 : sorted[(int) Math.min(count - 1, Math.ceil(quantile * count))];
    }

    /** Forgets what was measured, for example during the warm-up. */
    void clear() {
        count = 0;
        next = 0;
    }

    private void remove(long durationNs) {
        int i = 0;
        while (sorted[i] != durationNs) {
            i++;
        }
        System.arraycopy(sorted, i + 1, sorted, i, count - 1 - i);
    }
}

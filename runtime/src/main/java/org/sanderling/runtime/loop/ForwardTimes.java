package org.sanderling.runtime.loop;

/**
 * A high quantile of the last forwards' durations, for a budget to reckon with: one window for each number of rows that a
 * forward takes. A quantile of 0.95 follows a slow-down within four forwards and does not heed one stall in fifty.
 *
 * <p>Planner thread only; allocates nothing after construction.
 */
final class ForwardTimes {
    private static final int MOST_ROWS = 64;

    private final Window[] byRows = new Window[MOST_ROWS + 1];
    private final double quantile;

    ForwardTimes(double quantile) {
        this.quantile = quantile;
        for (int r = 0; r <= MOST_ROWS; r++) {
            byRows[r] = new Window();
        }
    }

    /** Adds one measured duration of a forward of one row, ns. */
    void add(long durationNs) {
        add(1, durationNs);
    }

    /** Adds one measured duration of a forward of so many rows, ns. */
    void add(int rows, long durationNs) {
        byRows[Math.min(rows, MOST_ROWS)].add(durationNs);
    }

    /** The quantile of forwards of one row, ns; 0 before the first measurement. */
    long highNs() {
        return highNs(1);
    }

    /** The quantile of the slowest kind of forward of up to so many rows, ns; 0 before the first measurement. */
    long highNs(int rows) {
        return slowest(rows, quantile);
    }

    /** Forgets what was measured, for example during the warm-up. */
    void clear() {
        for (Window w : byRows) {
            w.count = 0;
            w.next = 0;
        }
    }

    private long slowest(int rows, double share) {
        long most = 0;
        for (int r = 0; r <= Math.min(rows, MOST_ROWS); r++) {
            most = Math.max(most, byRows[r].quantile(share));
        }
        return most;
    }

    /** The last durations of one kind of forward. */
    private static final class Window {
        private static final int SIZE = 64;

        private final long[] recent = new long[SIZE];
        private final long[] sorted = new long[SIZE];
        private int count;
        private int next;

        void add(long durationNs) {
            if (count == SIZE) {
                remove(recent[next]);
            } else {
                count++;
            }
            recent[next] = durationNs;
            next = (next + 1) % SIZE;
            int i = count - 1;
            while (i > 0 && sorted[i - 1] > durationNs) {
                sorted[i] = sorted[i - 1];
                i--;
            }
            sorted[i] = durationNs;
        }

        long quantile(double share) {
            return count == 0 ? 0 : sorted[(int) Math.min(count - 1, Math.ceil(share * count))];
        }

        private void remove(long durationNs) {
            int i = 0;
            while (sorted[i] != durationNs) {
                i++;
            }
            System.arraycopy(sorted, i + 1, sorted, i, count - 1 - i);
        }
    }
}

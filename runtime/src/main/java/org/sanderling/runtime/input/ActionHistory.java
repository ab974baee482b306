package org.sanderling.runtime.input;

import org.sanderling.planners.Observation;

/** The last commands that were carried out, by stamp. Input thread only; allocates nothing after construction. */
final class ActionHistory {
    private final int capacity;
    private final int dofs;
    private final long periodNs;
    private final float[] values;
    private final long[] stamps;
    private final long[] sequences;
    private long count;

    ActionHistory(int steps, int dofs, long periodNs) {
        capacity = 2 * steps + 8;
        this.dofs = dofs;
        this.periodNs = periodNs;
        values = new float[capacity * dofs];
        stamps = new long[capacity];
        sequences = new long[capacity];
    }

    void clear() {
        count = 0;
    }

    /** Stamp of the newest command, or Long.MIN_VALUE. */
    long newestStampNs() {
        return count == 0 ? Long.MIN_VALUE : stamps[(int) ((count - 1) % capacity)];
    }

    void add(long sequence, long stampNs, float[] action) {
        int at = (int) (count++ % capacity);
        stamps[at] = stampNs;
        sequences[at] = sequence;
        System.arraycopy(action, 0, values, at * dofs, dofs);
    }

    /**
     * Fills history, mask and measured state from the commands before {@code stampNs}: entry j steps back is the one
     * whose stamp lies within half a period of {@code stampNs − j periods}.
     *
     * @return age of the newest such command, ns; −1 where there is none
     */
    long fill(long stampNs, Observation out) {
        int steps = out.historyMask.length;
        java.util.Arrays.fill(out.history, 0f);
        java.util.Arrays.fill(out.historyMask, 0f);
        out.historySequence = -1;
        long age = -1;
        long oldest = Math.max(0, count - capacity);
        for (long i = count - 1; i >= oldest; i--) {
            int at = (int) (i % capacity);
            long back = stampNs - stamps[at];
            if (back <= 0) {
                continue;
            }
            if (age < 0) {
                age = back;
                out.historySequence = sequences[at];
                System.arraycopy(values, at * dofs, out.measured, 0, dofs);
            }
            long j = (back + periodNs / 2) / periodNs;
            if (j > steps) {
                break;
            }
            int row = steps - (int) Math.max(1, j);
            if (out.historyMask[row] == 0f) {
                out.historyMask[row] = 1f;
                System.arraycopy(values, at * dofs, out.history, row * dofs, dofs);
            }
        }
        return age;
    }
}

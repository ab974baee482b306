package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Rows of tokens ahead of a decoding: the state as it is, and the states in which the next slots, in the order of the last
 * forward's preferences, have their proposals too. One forward gives logits for all of them; wherever the decoding arrives at
 * just such a state, its logits are there already (FreeDave, arXiv 2510.00294, Algorithm 1). Lossless with respect to the
 * rule, because a row is used only where every token is equal.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
final class Drafts {
    private final long[] rows;
    private final int slots;
    private final int most;
    private int count;

    Drafts(int most, int slots) {
        this.most = most;
        this.slots = slots;
        rows = new long[most * slots];
    }

    /** Rows that a forward may take. */
    int most() {
        return most;
    }

    /**
     * Drafts from where the decoding is.
     *
     * @param stride slots that one step commits
     * @return rows, 1 or more; row 0 is the state as it is
     */
    int prepare(Decoding d, int stride) {
        d.copyTo(rows, 0);
        count = 1;
        Step step = d.step;
        boolean proposed = step.blockRound > 0;
        int next = 0;
        int open = 0;
        for (int i = 0; i < step.openCount; i++) {
            open += d.scores.masked[step.order[i]] ? 1 : 0;
        }
        while (proposed && count < most && open > stride) {
            System.arraycopy(rows, (count - 1) * slots, rows, count * slots, slots);
            for (int n = 0; n < stride; next++) {
                int s = step.order[next];
                if (d.scores.masked[s]) {
                    rows[count * slots + s] = d.scores.token[s];
                    n++;
                }
            }
            open -= stride;
            count++;
        }
        return count;
    }

    /** Writes all rows into the model's input. */
    void write(MemorySegment input) {
        MemorySegment.copy(rows, 0, input, ValueLayout.JAVA_LONG, 0, count * slots);
    }

    /** The row after {@code row} that holds just the decoding's tokens; −1 where there is none. */
    int next(Decoding d, int row) {
        for (int r = row + 1; r < count; r++) {
            if (d.equals(rows, r)) {
                return r;
            }
        }
        return -1;
    }
}

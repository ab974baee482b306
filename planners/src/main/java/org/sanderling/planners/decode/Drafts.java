package org.sanderling.planners.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Rows of tokens ahead of a decoding: the state as it is, and states in which some of the next slots, in the order of the last
 * forward's preferences, have their proposals too. One forward gives logits for all of them; wherever the decoding arrives at
 * just such a state, its logits are there already (FreeDave, arXiv 2510.00294, Algorithm 1). Lossless with respect to the
 * rule, because a row is used only where every token is equal.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
final class Drafts {
    /**
     * Which of the next slots, bit 0 the first, each row has beyond the state: not a chain alone, since the next forward often
     * prefers the second of them. Chosen by forwards on the two-ways task.
     */
    private static final int[] PATTERNS = {0, 0b1, 0b10, 0b11, 0b101, 0b111, 0b1011, 0b1111, 0b11111, 0b111111};

    private final long[] rows;
    private final int[] next;
    private final int slots;
    private final int most;
    private int count;

    Drafts(int most, int slots) {
        this.most = most;
        this.slots = slots;
        rows = new long[most * slots];
        next = new int[slots];
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
        int open = 0;
        for (int i = 0; step.blockRound > 0 && i < step.openCount; i++) {
            int s = step.order[i];
            if (d.scores.masked[s]) {
                next[open++] = s;
            }
        }
        int groups = (open - 1) / stride;
        for (int p = 1; p < PATTERNS.length && count < most; p++) {
            if (Integer.SIZE - Integer.numberOfLeadingZeros(PATTERNS[p]) <= groups) {
                draft(d, PATTERNS[p], stride);
            }
        }
        return count;
    }

    /** A row in which the groups of the next slots that the pattern's bits name have their proposals. */
    private void draft(Decoding d, int pattern, int stride) {
        System.arraycopy(rows, 0, rows, count * slots, slots);
        for (int bit = 0; pattern >> bit != 0; bit++) {
            for (int n = 0; (pattern >> bit & 1) != 0 && n < stride; n++) {
                int s = next[bit * stride + n];
                rows[count * slots + s] = d.scores.token[s];
            }
        }
        count++;
    }

    /** Writes all rows into the model's input. */
    void write(MemorySegment input) {
        MemorySegment.copy(rows, 0, input, ValueLayout.JAVA_LONG, 0, count * slots);
    }

    /** The row after {@code row} that holds just the decoding's tokens; −1 where there is none. */
    int find(Decoding d, int row) {
        for (int r = row + 1; r < count; r++) {
            if (d.equals(rows, r)) {
                return r;
            }
        }
        return -1;
    }
}

package org.sanderling.planners.decode;

import java.util.Arrays;

/**
 * One step of a decoding, as a commit rule sees it and answers it. All arrays are [slots].
 *
 * <p>Planner thread; allocates nothing after construction.
 */
public final class Step {
    /** What the forward says of the slots. */
    public final SlotScores scores;

    /** Slots that may be committed: masked, and in the block at hand. */
    public final boolean[] open;

    /** The rule's answer: slots to commit now; all false on entry. */
    public final boolean[] commit;

    /** The rule's answer: committed slots to mask again; all false on entry. Not heeded in the last forward. */
    public final boolean[] remask;

    /** By what open slots are ranked; the confidence unless the rule writes its own and calls {@link #rank}. */
    public final float[] priority;

    /** The open slots, greatest priority first, equal ones by slot; the first {@link #openCount} entries count. */
    public final int[] order;

    /** Open slots. */
    public int openCount;

    /** Masked slots in all blocks. */
    public int masks;

    /** Slots that were masked when the decoding began, in all blocks. */
    public int free;

    /** Steps before this one. */
    public int round;

    /** Steps before this one in this block. */
    public int blockRound;

    /** Slots that were open when the block began. */
    public int blockMasks;

    /** First slot of the block. */
    public int blockFirst;

    /** Slots of a block. */
    public int blockSlots;

    /** Blocks with a slot that was masked when the decoding began. */
    public int blocks;

    /** Most forwards of a plan. */
    public int maxForwards;

    /** Forwards that may still follow, this one included; 1 or more. */
    public int forwardsLeft;

    /** Least number of slots to commit, so that the forwards left suffice; a rule may lower it where it has a reason. */
    public int need;

    /** Forwards, this one included, since which the plan with every proposal filled in has been valid and the same. */
    public int shadowUnchanged;

    /** The rule's answer: commit every masked slot and stop. */
    public boolean finish;

    /** Coordinates of this plan's random numbers. */
    public long seed;

    public long tick;

    Step(SlotScores scores) {
        this.scores = scores;
        int slots = scores.size();
        open = new boolean[slots];
        commit = new boolean[slots];
        remask = new boolean[slots];
        priority = new float[slots];
        order = new int[slots];
    }

    /** Sorts the open slots by {@link #priority} into {@link #order}. */
    public void rank() {
        int n = 0;
        for (int s = 0; s < open.length; s++) {
            if (!open[s]) {
                continue;
            }
            float p = priority[s];
            int i = n++;
            while (i > 0 && priority[order[i - 1]] < p) {
                order[i] = order[i - 1];
                i--;
            }
            order[i] = s;
        }
        openCount = n;
    }

    /** Commits the first {@code n} open slots of {@link #order}. */
    public void commitTop(int n) {
        int end = Math.min(n, openCount);
        for (int i = 0; i < end; i++) {
            commit[order[i]] = true;
        }
    }

    /** Number of slots that are marked for commitment. */
    public int chosen() {
        int n = 0;
        for (boolean c : commit) {
            n += c ? 1 : 0;
        }
        return n;
    }

    /** Clears the answers and ranks the open slots by confidence. */
    void prepare() {
        Arrays.fill(commit, false);
        Arrays.fill(remask, false);
        finish = false;
        System.arraycopy(scores.confidence, 0, priority, 0, priority.length);
        rank();
    }
}

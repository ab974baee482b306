package org.sanderling.planners.decode;

/**
 * What a decoding did, step by step: enough to draw it, and to tell whether another one was the same. Preallocated.
 */
public final class StepTrace {
    /** Forwards that the budget still allowed before each forward, [steps]. */
    public final int[] forwardsLeft;

    /** Hash of the exact bits of each forward's logits, [steps]. */
    public final long[] logitsHash;

    /** Slots that were masked again after each forward, [steps]. */
    public final int[] remasked;

    /** Forward in which each slot was committed last, [slots]; −1 where it was given beforehand. */
    public final int[] slotStep;

    /** Forwards done. */
    public int steps;

    /** Commitments done; more than {@link #steps} where a forward verified drafts. */
    public int rounds;

    /** Answers of the budget that were taken; one more than {@link #steps} where it ended the decoding. */
    public int answers;

    /** Forward whose shadow plan is the incumbent; −1 where there is none. */
    public int incumbentStep = -1;

    /** Hash of the exact bits of the key/value cache; 0 where the run was cut off. */
    public long cacheHash;

    public StepTrace(int maxForwards, int slots) {
        forwardsLeft = new int[maxForwards + 1];
        logitsHash = new long[maxForwards];
        remasked = new int[maxForwards];
        slotStep = new int[slots];
    }

    /** Forgets what was done. */
    void clear() {
        steps = 0;
        rounds = 0;
        answers = 0;
        incumbentStep = -1;
        cacheHash = 0;
        java.util.Arrays.fill(remasked, 0);
    }

    /** Takes over everything of another trace of the same shape. */
    public void copyFrom(StepTrace o) {
        System.arraycopy(o.forwardsLeft, 0, forwardsLeft, 0, forwardsLeft.length);
        System.arraycopy(o.logitsHash, 0, logitsHash, 0, logitsHash.length);
        System.arraycopy(o.remasked, 0, remasked, 0, remasked.length);
        System.arraycopy(o.slotStep, 0, slotStep, 0, slotStep.length);
        steps = o.steps;
        rounds = o.rounds;
        answers = o.answers;
        incumbentStep = o.incumbentStep;
        cacheHash = o.cacheHash;
    }
}

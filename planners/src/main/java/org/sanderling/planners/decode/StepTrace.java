package org.sanderling.planners.decode;

/**
 * What a decoding did, step by step: enough to draw it, and to tell whether another one was the same. Preallocated.
 */
public final class StepTrace {
    /** Forwards that the budget still allowed before each forward, [steps]. */
    public final int[] forwardsLeft;

    /** Hash of the exact bits of each forward's logits, [steps]. */
    public final long[] logitsHash;

    /** Forward in which each slot was committed, [slots]; −1 where it was given beforehand. */
    public final int[] slotStep;

    /** Forwards done. */
    public int steps;

    /** Answers of the budget that were taken; one more than {@link #steps} where it ended the decoding. */
    public int answers;

    /** Hash of the exact bits of the key/value cache; 0 where the run was cut off. */
    public long cacheHash;

    public StepTrace(int maxForwards, int slots) {
        forwardsLeft = new int[maxForwards + 1];
        logitsHash = new long[maxForwards];
        slotStep = new int[slots];
    }

    /** Takes over everything of another trace of the same shape. */
    public void copyFrom(StepTrace o) {
        System.arraycopy(o.forwardsLeft, 0, forwardsLeft, 0, forwardsLeft.length);
        System.arraycopy(o.logitsHash, 0, logitsHash, 0, logitsHash.length);
        System.arraycopy(o.slotStep, 0, slotStep, 0, slotStep.length);
        steps = o.steps;
        answers = o.answers;
        cacheHash = o.cacheHash;
    }
}

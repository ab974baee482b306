package org.sanderling.planners;

/**
 * How much a decoder may still do before its plan is due.
 *
 * <p>The one way in which time reaches a planner: the answer to each question is written into the step trace, and a
 * replay answers from there. Planner thread only; no call allocates.
 */
public interface Budget {
    /** The forward was cut off: there is no plan. Only a replay answers so, from a run that was cancelled. */
    int ABANDON = -1;

    /**
     * Forwards that still fit before the deadline, asked before forward {@code step} (0-based).
     *
     * @return 0 or more; 0 ends the decoding with what the last forward proposed; {@link #ABANDON} ends it without a plan
     */
    int forwardsLeft(int step);

    /**
     * The same where the next forwards take several token sequences each.
     *
     * @param rows sequences of a forward; a budget that measures each kind by itself heeds it
     */
    default int forwardsLeft(int step, int rows) {
        return forwardsLeft(step);
    }
}

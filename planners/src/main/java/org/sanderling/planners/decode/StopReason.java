package org.sanderling.planners.decode;

/** Why a decoder stopped. Recorded by name; new ones go to the end. */
public enum StopReason {
    /** Every slot was committed by its confidence. */
    COMPLETE,
    /** The allowed number of forwards was used; the last one committed the rest. */
    FORWARD_LIMIT,
    /** The deadline left no time for another forward; the last one committed the rest. */
    DEADLINE,
    /** A forward failed or was cancelled; there is no plan. */
    FAILED,
    /** The rule saw that further forwards would change nothing and filled the rest. */
    EARLY,
    /** The tokens ended in no valid plan, or not in time; the best valid plan on the way took their place. */
    INCUMBENT,
    /** A legal token's logit is NaN or infinite; there is no plan. */
    NON_FINITE,
    /** The budget was spent before the first forward; there is no plan. */
    NO_TIME
}

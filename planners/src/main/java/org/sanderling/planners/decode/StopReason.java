package org.sanderling.planners.decode;

/** Why a decoder stopped. */
public enum StopReason {
    /** Every slot was committed by its confidence. */
    COMPLETE,
    /** The allowed number of forwards was used; the last one committed the rest. */
    FORWARD_LIMIT,
    /** The deadline left no time for another forward; the last one committed the rest. */
    DEADLINE,
    /** A forward failed or was cancelled; there is no plan. */
    FAILED
}

package org.sanderling.runtime.decision;

/** Why a decision stands on its rung. Stable names: they are published and recorded. */
public enum Reason {
    /** Nothing was wrong. */
    NONE,
    /** No image has arrived yet. */
    INPUT_MISSING,
    /** The newest image is older than its limit, or was used before. */
    INPUT_STALE,
    /** The newest image's stamp is in the future or went backwards. */
    INPUT_OUT_OF_ORDER,
    /** An image could not be decoded or had the wrong size. */
    INPUT_CORRUPT,
    /** The history holds a value that is no finite number. */
    INPUT_NON_FINITE,
    /** The plan was not ready before the deadline. */
    PLAN_LATE,
    /** The model failed. */
    PLAN_FAILED,
    /** The plan holds a value that is no finite number. */
    PLAN_NON_FINITE,
    /** The plan leaves the allowed range of a degree of freedom. */
    PLAN_RANGE,
    /** The plan changes a degree of freedom faster than allowed. */
    PLAN_RATE,
    /** The plan does not join the measured state. */
    PLAN_JUMP,
    /** The last plan has no samples left. */
    TAIL_EXHAUSTED,
    /** Nothing was ever published to continue from. */
    NO_INCUMBENT,
    /** The process was asked to end. */
    SHUTDOWN;

    private static final Reason[] ALL = values();

    /** The reason with this ordinal; allocates nothing. */
    public static Reason of(int ordinal) {
        return ALL[ordinal];
    }
}

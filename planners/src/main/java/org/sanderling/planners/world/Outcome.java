package org.sanderling.planners.world;

/** What became of a frame or an action that a world model was given: stated, never an exception in a loop. */
public enum Outcome {
    /** Taken. */
    TAKEN,
    /** A number of the frame is NaN or infinite; nothing was changed. */
    FRAME_NOT_FINITE,
    /** A component of the action is outside the manifest's bounds, or not finite; nothing was changed. */
    ACTION_OUT_OF_RANGE
}

package org.sanderling.runtime.loop;

/**
 * What the pacer asks of the planner. Written by the pacer while the planner is idle, read by the planner; {@link #tick} is
 * volatile and written last, so that it carries the rest over.
 */
final class RunRequest {
    /** What was last published, at the predicted time of publication, [dofs]; NaN where nothing is to be joined. */
    final float[] published;

    /** Predicted time of publication after the observation's stamp, ns. */
    long publishOffsetNs;

    /** When the pacer publishes by itself, monotonic ns. */
    long dueNs;

    /** Tick that asks; −1 before the first. */
    volatile long tick = -1;

    /** Tick whose run has ended; equal to {@link #tick} while the planner is idle. Written by the planner. */
    volatile long done = -1;

    RunRequest(int dofs) {
        published = new float[dofs];
    }

    boolean idle() {
        return tick == done;
    }
}

package org.sanderling.runtime.scheduling;

/** What a thread of the loop does; the more urgent it is to others, the higher its real-time priority. */
public enum Role {
    /** Owns the ticks and publishes: nothing of ours may hold it up. */
    PACER(40, true),
    /** Evaluates the published trajectory at its own rate. */
    CONTROL(38, true),
    /** Runs the model. */
    PLANNER(30, true),
    /** Decodes and joins inputs; not held to the loop's core, so that a stalled model does not hold them up. */
    INPUT(28, false),
    /** Writes decisions to a transport; so do the threads that it starts, a client library's. */
    TRANSPORT(26, false);

    /** Of SCHED_FIFO, 1 … 99. */
    final int priority;

    /** Whether it shares the loop's core: handing over on one core costs a switch, to another one an interrupt. */
    final boolean onCore;

    Role(int priority, boolean onCore) {
        this.priority = priority;
        this.onCore = onCore;
    }
}

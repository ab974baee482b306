package org.sanderling.planners;

/**
 * Where time comes from. Deciding code never reads a clock of its own, so that a recording can play the same time again.
 *
 * <p>Any thread may call it; no call allocates.
 */
public interface Clock {
    /** Monotonic time, ns, from an arbitrary origin. Deadlines are in this time. */
    long monotonicNs();

    /** Wall-clock time, ns since 1970-01-01T00:00Z. Sensor stamps are in this time. */
    long wallNs();
}

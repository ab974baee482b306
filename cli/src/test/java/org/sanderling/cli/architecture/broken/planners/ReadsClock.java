package org.sanderling.cli.architecture.broken.planners;

/** Deciding code that takes the time from the machine. */
public record ReadsClock() {
    long nowNs() {
        return System.nanoTime();
    }
}

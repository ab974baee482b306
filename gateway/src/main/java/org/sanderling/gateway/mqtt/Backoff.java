package org.sanderling.gateway.mqtt;

import java.util.random.RandomGenerator;

/**
 * Waits between attempts to connect: doubling from the least to the longest, each somewhere between half of it and all of
 * it, so that a fleet does not come back to its broker at one moment.
 *
 * <p>Connector thread only.
 */
final class Backoff {
    private final double leastMs;
    private final double longestMs;
    private final RandomGenerator random;
    private double ceilingMs;

    Backoff(double leastMs, double longestMs, RandomGenerator random) {
        this.leastMs = leastMs;
        this.longestMs = Math.max(leastMs, longestMs);
        this.random = random;
        ceilingMs = leastMs;
    }

    /** The next wait, ms. */
    long nextMs() {
        double waitMs = ceilingMs * (0.5 + 0.5 * random.nextDouble());
        ceilingMs = Math.min(ceilingMs * 2, longestMs);
        return Math.max(1, Math.round(waitMs));
    }

    /** After a connection that has lasted. */
    void reset() {
        ceilingMs = leastMs;
    }
}

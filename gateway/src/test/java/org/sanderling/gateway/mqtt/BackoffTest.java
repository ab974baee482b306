package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BackoffTest {
    @Property
    void shouldDoubleUpToTheLongestWithinHalf(
            @ForAll @IntRange(min = 2, max = 1000) int leastMs,
            @ForAll @IntRange(min = 1, max = 60_000) int longestMs,
            @ForAll long seed) {
        Backoff backoff = new Backoff(leastMs, longestMs, new Random(seed));
        for (int round = 0; round < 2; round++) {
            double ceilingMs = leastMs;
            for (int i = 0; i < 20; i++) {
                assertThat((double) backoff.nextMs()).isBetween(Math.floor(ceilingMs / 2), Math.ceil(ceilingMs));
                ceilingMs = Math.min(ceilingMs * 2, Math.max(leastMs, longestMs));
            }
            backoff.reset();
        }
    }

    /** A fleet must not come back at one moment. */
    @Property(tries = 20)
    void shouldSpreadRobotsOut(@ForAll long seed) {
        Random random = new Random(seed);
        long different = random.longs(50)
                .map(each -> new Backoff(1000, 60_000, new Random(each)).nextMs())
                .distinct()
                .count();
        assertThat(different).isGreaterThan(30);
    }
}

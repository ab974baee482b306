package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ForwardTimesTest {
    private static final long FAST = 1_000_000;

    @Test
    void shouldAdaptToASlowDownWithinTwentyForwards() {
        ForwardTimes times = new ForwardTimes(0.95);
        for (int i = 0; i < 200; i++) {
            times.add(FAST);
        }
        int needed = 0;
        while (times.highNs() < 3 * FAST) {
            times.add(3 * FAST);
            needed++;
        }
        assertThat(needed).isLessThanOrEqualTo(20);
    }

    @Test
    void shouldNotHeedOneStallInFifty() {
        ForwardTimes times = new ForwardTimes(0.95);
        for (int i = 1; i < 1000; i++) {
            times.add(i % 50 == 0 ? 10 * FAST : FAST);
            assertThat(times.highNs()).isEqualTo(FAST);
        }
    }

    @Test
    void shouldKeepForwardsOfSeveralRowsApart() {
        ForwardTimes times = new ForwardTimes(0.95);
        times.add(1, FAST);
        times.add(4, 3 * FAST);
        assertThat(times.highNs(1)).isEqualTo(FAST);
        assertThat(times.highNs(4)).isEqualTo(3 * FAST);
        assertThat(times.highNs(8)).isEqualTo(3 * FAST);
        times.clear();
        assertThat(times.highNs(8)).isZero();
    }

    @Property(tries = 300)
    void shouldBeTheQuantileOfTheLastSixtyFour(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 50) Integer> durations) {
        ForwardTimes times = new ForwardTimes(0.9);
        durations.forEach(times::add);
        List<Integer> last = new ArrayList<>(durations.subList(Math.max(0, durations.size() - 64), durations.size()));
        Collections.sort(last);
        int rank = (int) Math.min(last.size() - 1, Math.ceil(0.9 * last.size()));
        assertThat(times.highNs()).isEqualTo((long) last.get(rank));
    }
}

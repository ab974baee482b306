package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseLockTest {
    private static final long PERIOD = 50_000_000;
    private static final long LEAD = 200_000;

    private final PhaseLock grid = new PhaseLock(PERIOD, LEAD);

    /** Ticks until the grid lies within a millisecond behind the frames; frame k arrives at k periods and some jitter. */
    private int ticksToLock(long startNs, Random jitter) {
        grid.start(startNs);
        for (int tick = 0; tick < 100; tick++) {
            long frame = Math.floorDiv(grid.nextNs(), PERIOD) * PERIOD;
            long behind = grid.nextNs() - frame;
            if (behind <= LEAD + 1_000_000) {
                return tick;
            }
            grid.advance(frame + jitter.nextLong(100_000));
        }
        return Integer.MAX_VALUE;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000_000, 13_000_000, 25_000_000, 37_500_000, 49_000_000})
    void shouldLockWithinTwoTicksHoweverLateItBegan(long startNs) {
        assertThat(ticksToLock(startNs, new Random(1))).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 5_000_000, 12_000_000})
    void shouldNotFollowAFrameThatCameLateOnce(long lateNs) {
        grid.start(0);
        grid.advance(0);
        long before = grid.nextNs();
        grid.advance(before - LEAD + lateNs);

        assertThat(grid.nextNs() - before - PERIOD).isBetween(0L, PERIOD / 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {-200, 200})
    void shouldFollowACameraThatRunsAtAnotherPace(long driftPpm) {
        grid.start(LEAD);
        long frame = 0;
        for (int k = 0; k < 2_000; k++) {
            grid.advance(frame);
            frame += PERIOD + PERIOD * driftPpm / 1_000_000;
        }

        assertThat(grid.nextNs() - frame).isBetween(0L, 1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 49_999_999, 50_000_000, 175_000_000})
    void shouldLeaveOutWhatLiesWhollyInThePast(long pastNs) {
        grid.start(0);
        long next = grid.nextNs();

        assertThat(grid.skipTo(next + pastNs)).isEqualTo(pastNs / PERIOD);
        assertThat(grid.nextNs()).isEqualTo(next + pastNs / PERIOD * PERIOD);
    }
}

package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanderling.planners.Clock;

final class DecodeBudgetTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void shouldAllowAnyNumberWithoutADeadline() {
        DecodeBudget budget = new DecodeBudget(clock, Double.NaN);
        budget.start(5);
        clock.nowNs += 60_000_000_000L;

        assertThat(budget.forwardsLeft(3)).isEqualTo(Integer.MAX_VALUE);
        assertThat(budget.passed()).isFalse();
    }

    @Test
    void shouldAllowWhatFitsBeforeTheDeadline() {
        DecodeBudget budget = new DecodeBudget(clock, 10);
        budget.start(3);

        assertThat(budget.forwardsLeft(0)).isEqualTo(3);
        clock.nowNs += 3_000_000;
        assertThat(budget.forwardsLeft(1)).isEqualTo(2);
        clock.nowNs += 4_500_000;
        assertThat(budget.forwardsLeft(2)).isZero();
        assertThat(budget.passed()).isFalse();
        clock.nowNs += 2_500_001;
        assertThat(budget.passed()).isTrue();
        assertThat(budget.forwardsLeft(3)).isZero();
    }

    @Test
    void shouldAllowOneAtATimeBeforeAnyWasMeasured() {
        DecodeBudget budget = new DecodeBudget(clock, 10);
        budget.start(Double.NaN);

        assertThat(budget.forwardsLeft(0)).isEqualTo(1);
    }

    private static final class FakeClock implements Clock {
        private long nowNs = 1_000;

        @Override
        public long monotonicNs() {
            return nowNs;
        }

        @Override
        public long wallNs() {
            return nowNs;
        }
    }
}

package org.sanderling.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;

final class TransportPumpTest {
    private static final int QUEUE = 4;

    private final SystemClock clock = new SystemClock();
    private final SlowTransport transport = new SlowTransport();
    private final TransportPump pump =
            new TransportPump(transport, () -> new Decision(1, 1, 1, 1), QUEUE, clock, Scheduling.NONE);

    @AfterEach
    void close() {
        transport.gate.release(1_000);
        pump.close(5_000);
    }

    private void hand(long tick, long validForNs) {
        Decision decision = new Decision(1, 1, 1, 1);
        decision.tick = tick;
        decision.validUntilNs = clock.wallNs() + validForNs;
        pump.hand(decision);
    }

    private void hand(long first, long last, long validForNs) {
        for (long tick = first; tick <= last; tick++) {
            hand(tick, validForNs);
        }
    }

    private static final long LONG_NS = 3_600_000_000_000L;

    /** The first is in the transport's hands, so that what follows waits. */
    private void stall() throws InterruptedException {
        pump.start();
        hand(0, LONG_NS);
        assertThat(transport.asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }

    private void finish() {
        transport.gate.release(1_000);
        pump.close(30_000);
    }

    @Test
    void shouldSendAllInOrderWhileTheyFit() throws InterruptedException {
        stall();
        hand(1, QUEUE - 1, LONG_NS);
        finish();

        assertThat(transport.sent).containsExactly(0L, 1L, 2L, 3L);
        assertThat(pump.wire()).isEqualTo(4);
        assertThat(pump.undelivered()).isZero();
    }

    @Test
    void shouldLetThoseThatWaitGiveWayToTheNewestWhenTheQueueIsFull() throws InterruptedException {
        stall();
        hand(1, 50, LONG_NS);
        finish();

        assertThat(transport.sent).startsWith(0L).endsWith(50L).isSorted().hasSizeLessThan(QUEUE);
        assertThat(pump.handed()).isEqualTo(51);
        assertThat(pump.wire()).isEqualTo(transport.sent.size());
        assertThat(pump.wire() + pump.undelivered()).isEqualTo(pump.handed());
    }

    @Test
    void shouldNotSendWhatIsNoLongerValid() throws InterruptedException {
        stall();
        hand(1, -1);
        hand(2, LONG_NS);
        finish();

        assertThat(transport.sent).containsExactly(0L, 2L);
        assertThat(pump.undelivered()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatTheTransportDidNotDeliver() throws InterruptedException {
        transport.delivers = false;
        stall();
        hand(1, 2, LONG_NS);
        finish();

        assertThat(pump.wire()).isZero();
        assertThat(pump.undelivered()).isEqualTo(3);
    }

    /** Waits for the test before each write. */
    private static final class SlowTransport implements DecisionTransport {
        private final Semaphore gate = new Semaphore(0);
        private final Semaphore asked = new Semaphore(0);
        private final List<Long> sent = new CopyOnWriteArrayList<>();
        private volatile boolean delivers = true;

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void start() {}

        @Override
        public boolean connected() {
            return true;
        }

        @Override
        public boolean send(Decision decision) {
            asked.release();
            gate.acquireUninterruptibly();
            sent.add(decision.tick);
            return delivers;
        }

        @Override
        public void close() {}
    }
}

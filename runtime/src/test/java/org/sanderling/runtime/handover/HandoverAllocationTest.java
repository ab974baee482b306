package org.sanderling.runtime.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class HandoverAllocationTest {
    private final LatestValue<long[]> mailbox = new LatestValue<>(() -> new long[1]);
    private final OfferSlot<long[]> slot = new OfferSlot<>(() -> new long[1]);
    private final SlotRing<long[]> ring = new SlotRing<>(4, () -> new long[1]);
    private long seen;

    @Test
    void shouldNotAllocate() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        pass(20_000);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        pass(20_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
        assertThat(seen).isEqualTo(40_000L * 3);
    }

    private void pass(int times) {
        for (int tick = 0; tick < times; tick++) {
            mailbox.writable()[0] = 1;
            mailbox.publish();
            mailbox.poll();
            slot.writable()[0] = 1;
            slot.offer(tick);
            long[] claimed = ring.tryClaim();
            claimed[0] = 1;
            ring.publish();
            seen += mailbox.current()[0] + slot.take(tick)[0] + ring.peek()[0];
            ring.release();
        }
    }
}

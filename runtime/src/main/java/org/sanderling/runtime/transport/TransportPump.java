package org.sanderling.runtime.transport;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.handover.LatestValue;
import org.sanderling.runtime.handover.SlotRing;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;

/**
 * Carries decisions from a bounded queue to one transport on a thread of its own, stamps when the transport's write
 * returned, and counts. A decision that is no longer valid when its turn comes is not sent. A later decision stands for all
 * before it: where the queue is full, those that wait give way to the newest.
 *
 * <p>{@link #hand}: pacer thread, allocates nothing. Counters: any thread.
 */
public final class TransportPump implements Outlet, Runnable {
    private final DecisionTransport transport;
    private final SlotRing<Decision> queue;

    /** The newest decision that the full queue had no room for. */
    private final LatestValue<Decision> overflow;

    private final SlotRing<DeliveryRecord> deliveries;
    private final SystemClock clock;
    private final Scheduling scheduling;
    private final Thread thread;
    private final AtomicLong handed = new AtomicLong();
    private final AtomicLong wire = new AtomicLong();
    private final AtomicLong undelivered = new AtomicLong();
    private volatile boolean ended;

    public TransportPump(
            DecisionTransport transport,
            Supplier<Decision> decision,
            int capacity,
            SystemClock clock,
            Scheduling scheduling) {
        this.transport = transport;
        this.clock = clock;
        this.scheduling = scheduling;
        int slots = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1);
        queue = new SlotRing<>(slots, decision);
        overflow = new LatestValue<>(decision);
        deliveries = new SlotRing<>(slots, DeliveryRecord::new);
        thread = Thread.ofPlatform()
                .name("transport-" + transport.name())
                .daemon()
                .unstarted(this);
    }

    /** Starts the pump, which starts the transport: threads of its library are scheduled as the pump is. */
    public void start() {
        thread.start();
    }

    @Override
    public void hand(Decision decision) {
        handed.incrementAndGet();
        Decision slot = queue.tryClaim();
        if (slot == null) {
            undelivered.incrementAndGet(); // until it is taken after all
            overflow.writable().copyFrom(decision);
            overflow.publish();
        } else {
            slot.copyFrom(decision);
            queue.publish();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        scheduling.enter(Role.TRANSPORT);
        transport.start();
        while (!ended || queue.size() > 0) {
            if (overflow.poll()) {
                sendNewest(overflow.current());
            }
            Decision decision = queue.peek();
            if (decision == null) {
                LockSupport.parkNanos(this, 100_000_000);
                continue;
            }
            count(decision, send(decision));
            queue.release();
        }
    }

    /** The queue was full: what is older than this one gives way to it. */
    private void sendNewest(Decision newest) {
        for (Decision older = queue.peek(); older != null && older.tick < newest.tick; older = queue.peek()) {
            count(older, false);
            queue.release();
        }
        undelivered.decrementAndGet();
        count(newest, send(newest));
    }

    private boolean send(Decision decision) {
        return clock.wallNs() <= decision.validUntilNs && transport.send(decision);
    }

    private void count(Decision decision, boolean delivered) {
        (delivered ? wire : undelivered).incrementAndGet();
        report(decision, delivered);
    }

    private void report(Decision decision, boolean delivered) {
        DeliveryRecord record = deliveries.tryClaim();
        if (record == null) {
            deliveries.drop();
            return;
        }
        record.tick = decision.tick;
        record.delivered = delivered;
        record.handedNs = decision.handedNs;
        record.wireNs = clock.wallNs();
        record.deadlineNs = decision.deadlineNs;
        deliveries.publish();
    }

    /** Sends what is queued, waits for it at most {@code millis}, closes the transport. */
    public void close(long millis) {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
    }

    /** Name of the transport. */
    public String name() {
        return transport.name();
    }

    /** What became of the decisions; read by the recorder alone. */
    public SlotRing<DeliveryRecord> deliveries() {
        return deliveries;
    }

    /** Whether a peer is connected now. */
    public boolean connected() {
        return transport.connected();
    }

    public long handed() {
        return handed.get();
    }

    public long wire() {
        return wire.get();
    }

    public long undelivered() {
        return undelivered.get();
    }
}

package org.sanderling.runtime.transport;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Outlet;
import org.sanderling.runtime.handover.SlotRing;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;
import org.sanderling.runtime.time.SystemClock;

/**
 * Carries decisions from a bounded queue to one transport on a thread of its own, stamps when the transport's write
 * returned, and counts. A decision that is no longer valid when its turn comes is not sent.
 *
 * <p>{@link #hand}: pacer thread, allocates nothing. Counters: any thread.
 */
public final class TransportPump implements Outlet, Runnable {
    private final DecisionTransport transport;
    private final SlotRing<Decision> queue;
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
        deliveries = new SlotRing<>(slots, DeliveryRecord::new);
        thread = Thread.ofPlatform()
                .name("transport-" + transport.name())
                .daemon()
                .unstarted(this);
    }

    /** Starts the transport and the pump. */
    public void start() {
        transport.start();
        thread.start();
    }

    @Override
    public void hand(Decision decision) {
        handed.incrementAndGet();
        Decision slot = queue.tryClaim();
        if (slot == null) {
            undelivered.incrementAndGet();
            return;
        }
        slot.copyFrom(decision);
        queue.publish();
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        scheduling.enter(Role.TRANSPORT);
        while (!ended || queue.size() > 0) {
            Decision decision = queue.peek();
            if (decision == null) {
                LockSupport.parkNanos(this, 100_000_000);
                continue;
            }
            boolean delivered = clock.wallNs() <= decision.validUntilNs && transport.send(decision);
            (delivered ? wire : undelivered).incrementAndGet();
            report(decision, delivered);
            queue.release();
        }
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

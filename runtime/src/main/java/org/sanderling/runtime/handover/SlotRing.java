package org.sanderling.runtime.handover;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of preallocated objects between one producer and one consumer, in order, none lost once published.
 *
 * <p>The producer claims a slot, fills it and publishes it; the consumer peeks at the oldest, uses it in place and
 * releases it. A full ring never makes the producer wait: it gets null, and counts what it then has to {@link #drop()}.
 * No call allocates. Each side keeps a copy of the other's index and looks again only when that runs out.
 *
 * @param <T> a mutable slot, filled in place
 */
public final class SlotRing<T> {
    private final T[] slots;
    private final int mask;
    private final PaddedLong head = new PaddedLong(0);
    private final PaddedLong tail = new PaddedLong(0);
    private final PaddedLong tailSeenByProducer = new PaddedLong(0);
    private final PaddedLong headSeenByConsumer = new PaddedLong(0);
    private final PaddedLong dropped = new PaddedLong(0);

    /**
     * @param capacityPowerOfTwo number of slots
     * @param slot makes one slot; called once for each
     */
    @SuppressWarnings("unchecked")
    public SlotRing(int capacityPowerOfTwo, Supplier<? extends T> slot) {
        if (capacityPowerOfTwo < 1 || Integer.bitCount(capacityPowerOfTwo) != 1) {
            throw new IllegalArgumentException("ring capacity " + capacityPowerOfTwo + ": must be a power of two");
        }
        slots = (T[]) new Object[capacityPowerOfTwo];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = slot.get();
        }
        mask = capacityPowerOfTwo - 1;
    }

    /** The slot to fill, the same one until {@link #publish()}; null where the ring is full. Producer thread only. */
    public @Nullable T tryClaim() {
        long at = head.plain();
        if (at - tailSeenByProducer.plain() > mask) {
            tailSeenByProducer.setPlain(tail.acquire());
            if (at - tailSeenByProducer.plain() > mask) {
                return null;
            }
        }
        return slots[(int) at & mask];
    }

    /** Hands the claimed slot over; only after a {@link #tryClaim()} that was not null. Producer thread only. */
    public void publish() {
        long at = head.plain();
        if (at - tailSeenByProducer.plain() > mask) {
            throw new IllegalStateException("published without a claimed slot");
        }
        head.release(at + 1);
    }

    /** Counts something that found no slot. Producer thread only. */
    public void drop() {
        dropped.release(dropped.plain() + 1);
    }

    /** The oldest published slot, the same one until {@link #release()}; null where there is none. Consumer thread only. */
    public @Nullable T peek() {
        long at = tail.plain();
        if (at == headSeenByConsumer.plain()) {
            headSeenByConsumer.setPlain(head.acquire());
            if (at == headSeenByConsumer.plain()) {
                return null;
            }
        }
        return slots[(int) at & mask];
    }

    /** Gives the slot back; only after a {@link #peek()} that was not null. Consumer thread only. */
    public void release() {
        long at = tail.plain();
        if (at == headSeenByConsumer.plain()) {
            throw new IllegalStateException("released without a slot in hand");
        }
        tail.release(at + 1);
    }

    /** Slots published since the start. Any thread. */
    public long published() {
        return head.acquire();
    }

    /** Times that {@link #drop()} was called. Any thread. */
    public long dropped() {
        return dropped.acquire();
    }

    /** Slots published and not yet released; exact on the consumer's thread, elsewhere a moment old. Any thread. */
    public int size() {
        long oldest = tail.acquire();
        return (int) Math.min(head.acquire() - oldest, slots.length);
    }

    /** Number of slots. Any thread. */
    public int capacity() {
        return slots.length;
    }
}

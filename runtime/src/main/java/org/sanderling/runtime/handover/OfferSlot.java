package org.sanderling.runtime.handover;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The planner's offer to the pacer: the newest checked plan, with the tick that it is for.
 *
 * <p>The planner may be ticks behind; what it then offers is stale and {@link #take} discards it. A newer offer takes
 * the place of one not yet taken. Neither side waits and no call allocates.
 *
 * @param <T> a mutable plan, filled in place
 */
public final class OfferSlot<T> {
    private static final class Offer<T> {
        final T plan;
        long tick = Long.MIN_VALUE;

        Offer(T plan) {
            this.plan = plan;
        }
    }

    private final LatestValue<Offer<T>> mailbox;
    private long discarded;

    /** @param instance makes one plan; called three times */
    public OfferSlot(Supplier<? extends T> instance) {
        mailbox = new LatestValue<>(() -> new Offer<>(instance.get()));
    }

    /** The plan to fill; the same one until {@link #offer}. Planner thread only. */
    public T writable() {
        return mailbox.writable().plan;
    }

    /** Offers {@link #writable()} for a tick. Planner thread only. */
    public void offer(long tick) {
        mailbox.writable().tick = tick;
        mailbox.publish();
    }

    /**
     * Takes the newest offer if it is for this tick or a later one; an older one is discarded. Pacer thread only.
     *
     * @return the plan, the pacer's own until the next call that finds another offer; null where there is none. The same
     *     offer is never returned twice
     */
    public @Nullable T take(long tick) {
        if (!mailbox.poll()) {
            return null;
        }
        Offer<T> newest = mailbox.current();
        if (newest.tick < tick) {
            discarded++;
            return null;
        }
        return newest.plan;
    }

    /** Stale offers that {@link #take} has thrown away. Pacer thread only. */
    public long discarded() {
        return discarded;
    }
}

package org.sanderling.runtime.handover;

import java.util.function.Supplier;

/**
 * A mailbox that keeps only the latest value: one writer, one reader, three preallocated instances (a triple buffer).
 *
 * <p>Of the three, the writer owns one, the reader owns one and the third lies between them; {@link #publish()} and
 * {@link #poll()} swap their own against that one in a single atomic step. So neither ever waits, and the writer never
 * touches what the reader holds. No call allocates.
 *
 * @param <T> a mutable holder, filled in place
 */
public final class LatestValue<T> {
    private static final long INDEX = 3;

    /** Set while the one in the middle was published and not yet taken. */
    private static final long NEWER = 4;

    private final T[] instances;
    private final PaddedLong middle = new PaddedLong(1);
    private final PaddedLong written = new PaddedLong(0);
    private final PaddedLong read = new PaddedLong(2);

    /** @param instance makes one instance; called three times */
    @SuppressWarnings("unchecked")
    public LatestValue(Supplier<? extends T> instance) {
        instances = (T[]) new Object[] {instance.get(), instance.get(), instance.get()};
    }

    /** The instance to fill; the same one until {@link #publish()}. Its content is an old one's. Writer thread only. */
    public T writable() {
        return instances[(int) written.plain()];
    }

    /** Makes {@link #writable()} the latest value, in place of one not yet taken. Writer thread only. */
    public void publish() {
        written.setPlain(middle.getAndSet(written.plain() | NEWER) & INDEX);
    }

    /**
     * Takes a newer value, if there is one. Reader thread only.
     *
     * @return true where {@link #current()} has changed
     */
    public boolean poll() {
        if ((middle.acquire() & NEWER) == 0) {
            return false;
        }
        read.setPlain(middle.getAndSet(read.plain()) & INDEX);
        return true;
    }

    /**
     * What was last taken: the reader's own until the next {@link #poll()} that returns true; before the first one, an
     * instance as it was made. Reader thread only.
     */
    public T current() {
        return instances[(int) read.plain()];
    }
}

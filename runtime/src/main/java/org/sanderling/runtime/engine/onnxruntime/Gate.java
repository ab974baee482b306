package org.sanderling.runtime.engine.onnxruntime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps native memory alive while somebody uses it: users enter and leave without waiting, the one who closes waits for them.
 *
 * <p>Any thread; {@link #enter} and {@link #leave} neither allocate nor block.
 */
final class Gate {
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final long POLL_NS = 50_000;

    private final AtomicInteger users = new AtomicInteger();

    /** True if the way is free; then {@link #leave} must follow. */
    boolean enter() {
        if (users.incrementAndGet() > 0) {
            return true;
        }
        users.decrementAndGet();
        return false;
    }

    void leave() {
        users.decrementAndGet();
    }

    boolean closed() {
        return users.get() < 0;
    }

    /** Lets nobody in any more; true for the one caller that closed it. */
    boolean close() {
        return users.getAndUpdate(n -> n | CLOSED) >= 0;
    }

    /** Waits until the last user has left a closed gate. */
    void awaitEmpty() {
        while (users.get() != CLOSED) {
            LockSupport.parkNanos(POLL_NS);
        }
    }
}

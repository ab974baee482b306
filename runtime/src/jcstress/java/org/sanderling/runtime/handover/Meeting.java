package org.sanderling.runtime.handover;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets two actors start at the same moment; on a crowded machine the one waits only so long for the other. */
final class Meeting {
    private static final int MOST_SPINS = 3_000;
    private final AtomicInteger here = new AtomicInteger();

    void join() {
        here.incrementAndGet();
        for (int i = 0; i < MOST_SPINS && here.get() < 2; i++) {
            Thread.onSpinWait();
        }
    }
}

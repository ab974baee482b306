package org.sanderling.runtime.input;

import java.util.concurrent.atomic.AtomicLong;

/** What became of one input stream's samples. Counted by the input thread, read by any. */
public final class InputCounters {
    public final AtomicLong received = new AtomicLong();
    public final AtomicLong stale = new AtomicLong();
    public final AtomicLong dropped = new AtomicLong();
    public final AtomicLong nonFinite = new AtomicLong();
    public final AtomicLong outOfOrder = new AtomicLong();
    public final AtomicLong corrupt = new AtomicLong();
    public final AtomicLong wrongSize = new AtomicLong();
    public final AtomicLong repeated = new AtomicLong();
}

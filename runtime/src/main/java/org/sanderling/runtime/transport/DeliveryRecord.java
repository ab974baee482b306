package org.sanderling.runtime.transport;

/** What became of one decision on one transport. Preallocated; pump thread → recorder. */
public final class DeliveryRecord {
    public long tick;
    public boolean delivered;
    public long handedNs;

    /** When the transport's write returned, wall-clock ns. */
    public long wireNs;

    public long deadlineNs;
}

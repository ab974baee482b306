package org.sanderling.runtime.decision;

/** Where the pacer hands decisions: copies one into a bounded queue and returns. Pacer thread; allocates nothing. */
public interface Outlet {
    /** Takes a copy, or counts the decision as undelivered where the queue is full. */
    void hand(Decision decision);
}

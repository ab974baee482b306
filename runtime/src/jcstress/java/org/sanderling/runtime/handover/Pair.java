package org.sanderling.runtime.handover;

/** A value in four plain fields: unequal ones mean that a reader saw a write in progress. */
final class Pair {
    private int first;
    private int second;
    private int third;
    private int fourth;

    void set(int to) {
        first = to;
        second = to;
        third = to;
        fourth = to;
    }

    /** What was set, or −1 where it is torn or changes while it is being read. */
    int get() {
        int before = fourth;
        boolean whole = before == third && before == second && before == first;
        return whole && before == fourth && before == first ? before : -1;
    }
}

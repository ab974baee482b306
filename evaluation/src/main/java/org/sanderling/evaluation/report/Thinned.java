package org.sanderling.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** A list that never grows beyond its limit: when it is full, every second element goes, and only every n-th comes in. */
final class Thinned<T> {
    private final int limit;
    private List<T> kept = new ArrayList<>();
    private long seen;
    private long stride = 1;

    Thinned(int limit) {
        this.limit = limit;
    }

    void add(T element) {
        long index = seen++;
        if (index % stride != 0) {
            return;
        }
        if (kept.size() == limit) {
            kept = everySecond(kept);
            stride *= 2;
            if (index % stride != 0) {
                return;
            }
        }
        kept.add(element);
    }

    private static <T> List<T> everySecond(List<T> all) {
        List<T> half = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    List<T> list() {
        return kept;
    }

    /** One in how many was kept. */
    long stride() {
        return stride;
    }

    long seen() {
        return seen;
    }
}

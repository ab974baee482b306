package org.sanderling.evaluation.report;

import java.util.Collection;

/** Percentiles by nearest rank: the smallest value that at least that share of all does not exceed. */
final class Percentiles {
    private final long[] sorted;

    Percentiles(Collection<Long> values) {
        sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** @param share in (0, 1]; there must be a value */
    long at(double share) {
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    int size() {
        return sorted.length;
    }

    long[] sorted() {
        return sorted;
    }
}

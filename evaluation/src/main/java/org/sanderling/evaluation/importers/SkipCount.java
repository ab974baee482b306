package org.sanderling.evaluation.importers;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what is left out, by reason. */
final class SkipCount {
    private final Map<Skip, Long> counts = new EnumMap<>(Skip.class);

    void add(Skip why) {
        counts.merge(why, 1L, Long::sum);
    }

    /** By the reasons' keys; reasons that did not occur are left out. */
    Map<String, Long> byReason() {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((why, n) -> named.put(why.key(), n));
        return named;
    }
}

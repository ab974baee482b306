package org.sanderling.recording.cdr;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Refused messages by reason. Any thread; nothing is allocated by counting. */
public final class FaultCounts {
    private final AtomicLongArray counts = new AtomicLongArray(CdrFault.values().length);

    /** {@link CdrFault#NONE} counts what was taken. */
    public void add(CdrFault fault) {
        counts.incrementAndGet(fault.ordinal());
    }

    public long of(CdrFault fault) {
        return counts.get(fault.ordinal());
    }

    /** Of all reasons that occurred. */
    public Map<CdrFault, Long> refused() {
        Map<CdrFault, Long> refused = new EnumMap<>(CdrFault.class);
        for (CdrFault fault : CdrFault.values()) {
            if (fault != CdrFault.NONE && of(fault) > 0) {
                refused.put(fault, of(fault));
            }
        }
        return refused;
    }
}

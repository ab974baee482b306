package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/** A point in time: seconds and nanoseconds since 1970-01-01T00:00Z. */
public record Time(int sec, long nanosec) implements Message {
    public static final String SCHEMA = "builtin_interfaces/msg/Time";

    private static final long NANOS = 1_000_000_000L;

    /** @param ns since 1970-01-01T00:00Z; seconds that int32 cannot hold (from 2038 on) are clamped */
    public static Time ofNanos(long ns) {
        long sec = Math.floorDiv(ns, NANOS);
        return new Time(Math.clamp(sec, Integer.MIN_VALUE, Integer.MAX_VALUE), Math.floorMod(ns, NANOS));
    }

    /** Nanoseconds since 1970-01-01T00:00Z. */
    public long nanos() {
        return sec * NANOS + nanosec;
    }

    public static Time read(CdrReader in) {
        return new Time(in.int32("sec"), in.uint32("nanosec"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        out.int32(sec);
        out.uint32(nanosec);
    }
}

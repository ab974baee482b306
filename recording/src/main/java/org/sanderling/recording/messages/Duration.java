package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/** A span of time: seconds, and nanoseconds to be added. */
public record Duration(int sec, long nanosec) implements Message {
    public static final String SCHEMA = "builtin_interfaces/msg/Duration";

    private static final long NANOS = 1_000_000_000L;

    /** Seconds that int32 cannot hold are clamped. */
    public static Duration ofNanos(long ns) {
        long sec = Math.floorDiv(ns, NANOS);
        return new Duration(Math.clamp(sec, Integer.MIN_VALUE, Integer.MAX_VALUE), Math.floorMod(ns, NANOS));
    }

    public long nanos() {
        return sec * NANOS + nanosec;
    }

    public static Duration read(CdrReader in) {
        return new Duration(in.int32("sec"), in.uint32("nanosec"));
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

package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * What the control thread sent at its own rate.
 *
 * @param tick of the decision followed
 * @param values one a degree of freedom
 */
public record Setpoint(Header header, long tick, float[] values) implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/Setpoint";

    public static Setpoint read(CdrReader in) {
        return new Setpoint(Header.read(in), in.int64("tick"), in.float32s("values"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.int64(tick);
        out.float32s(values);
    }
}

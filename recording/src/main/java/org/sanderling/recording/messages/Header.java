package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/** When and in which frame the data of a message were taken. */
public record Header(Time stamp, String frameId) implements Message {
    public static final String SCHEMA = "std_msgs/msg/Header";

    public static Header read(CdrReader in) {
        return new Header(Time.read(in), in.string("frame_id"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        stamp.write(out);
        out.string(frameId);
    }
}

package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * Something that happened to the inputs as a whole.
 *
 * @param kind {@link #RESET}: the streams start anew, nothing before counts any more
 */
public record InputEvent(Header header, int kind) implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/InputEvent";

    public static final int RESET = 0;

    public static InputEvent read(CdrReader in) {
        return new InputEvent(Header.read(in), in.uint8("kind"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.uint8(kind);
    }
}

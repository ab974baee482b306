package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * What became of a decision at one transport.
 *
 * @param wire when the transport's write returned
 */
public record Delivery(long tick, String transport, boolean delivered, Time handed, Time wire) implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/Delivery";

    public static Delivery read(CdrReader in) {
        return new Delivery(
                in.int64("tick"), in.string("transport"), in.bool("delivered"), Time.read(in), Time.read(in));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        out.int64(tick);
        out.string(transport);
        out.bool(delivered);
        handed.write(out);
        wire.write(out);
    }
}

package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * A driver's or planner's command, normalised.
 *
 * @param steering in [−1, 1], left negative
 * @param throttle in [0, 1]
 */
public record NormalizedControl(Header header, float steering, float throttle) implements Message {
    public static final String SCHEMA = "sanderling_msgs/msg/NormalizedControl";

    public static NormalizedControl read(CdrReader in) {
        return new NormalizedControl(Header.read(in), in.float32("steering"), in.float32("throttle"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.float32(steering);
        out.float32(throttle);
    }
}

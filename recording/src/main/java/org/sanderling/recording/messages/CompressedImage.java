package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;

/**
 * A compressed camera image.
 *
 * @param format {@code jpeg} or {@code png}
 * @param data the compressed file as it is
 */
public record CompressedImage(Header header, String format, byte[] data) implements Message {
    public static final String SCHEMA = "sensor_msgs/msg/CompressedImage";

    public static CompressedImage read(CdrReader in) {
        return new CompressedImage(Header.read(in), in.string("format"), in.octets("data"));
    }

    @Override
    public String schemaName() {
        return SCHEMA;
    }

    @Override
    public void write(CdrWriter out) {
        header.write(out);
        out.string(format);
        out.octets(data);
    }
}

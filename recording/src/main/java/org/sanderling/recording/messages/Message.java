package org.sanderling.recording.messages;

import org.sanderling.recording.cdr.CdrWriter;

/**
 * A ROS 2 message. Each has a static {@code read(CdrReader)} beside, and its definition as a resource.
 *
 * <p>Arrays belong to the message and are not copied: do not write to them.
 */
public interface Message {
    /** As in {@code sensor_msgs/msg/CompressedImage}. */
    String schemaName();

    /** Writes the fields in the order of the definition. */
    void write(CdrWriter out);
}

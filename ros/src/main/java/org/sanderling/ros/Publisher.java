package org.sanderling.ros;

import java.lang.foreign.MemorySegment;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.dds.RosException;
import org.sanderling.ros.dds.Writer;

/** Publishes on a topic. Any thread; one message at a time. Made by {@link Node#createPublisher}. */
public final class Publisher<T extends Message> implements AutoCloseable {
    private final Node node;
    private final String topic;
    private final MessageType<T> type;
    private final Writer writer;
    private final CdrWriter cdr = new CdrWriter();

    Publisher(Node node, String topic, MessageType<T> type, Writer writer) {
        this.node = node;
        this.topic = topic;
        this.type = type;
        this.writer = writer;
    }

    /** @throws RosException when reliable subscriptions do not keep up for 100 ms, or after {@link #close} */
    public synchronized void publish(T message) {
        message.write(cdr.reset());
        writer.write(cdr.bytes(), cdr.size());
    }

    /**
     * Publishes what is serialised already, by a view for instance; nothing is allocated.
     *
     * @param cdr XCDR1 with its encapsulation header, from its byte 0
     * @throws RosException also when the bytes are no such message
     */
    public void publishSerialized(MemorySegment cdr, int size) {
        writer.write(cdr, size);
    }

    public String getTopic() {
        return topic;
    }

    public MessageType<T> getType() {
        return type;
    }

    public int getSubscriptionCount() {
        return writer.matched();
    }

    /** Subscriptions seen so far whose quality of service asks for more than this offers. */
    public int getIncompatibleCount() {
        return writer.incompatible();
    }

    byte[] gid() {
        return writer.gid();
    }

    @Override
    public void close() {
        node.remove(this);
        writer.close();
    }
}

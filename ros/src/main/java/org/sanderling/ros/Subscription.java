package org.sanderling.ros;

import java.util.function.Consumer;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.FaultCounts;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.dds.Reader;

/**
 * Messages of a topic, for a callback that an executor runs. What was not taken yet waits in DDS, at most as many as the
 * profile's depth; what is no such message is counted by reason and dropped. Made by {@link Node#createSubscription}.
 */
public final class Subscription<T extends Message> implements AutoCloseable {
    /** Gets messages as they were sent; the bytes are good until it returns. */
    public interface SerializedCallback {
        void accept(byte[] cdr, int size, long sourceStampNs);
    }

    private final Node node;
    private final String topic;
    private final MessageType<T> type;
    private final Reader reader;
    private final SerializedCallback callback;
    private final FaultCounts faults = new FaultCounts();

    Subscription(Node node, String topic, MessageType<T> type, Reader reader, SerializedCallback callback) {
        this.node = node;
        this.topic = topic;
        this.type = type;
        this.reader = reader;
        this.callback = callback;
    }

    static <T extends Message> SerializedCallback reading(MessageType<T> type, Consumer<? super T> callback) {
        return (cdr, size, stamp) -> callback.accept(type.read(new CdrReader(cdr, 0, size, type.name())));
    }

    /** Runs the callback for the next message, if there is one. By the executor's thread. */
    boolean runNext() {
        if (!reader.take()) {
            return false;
        }
        try {
            callback.accept(reader.bytes(), reader.size(), reader.sourceStampNs());
            faults.add(CdrFault.NONE);
        } catch (CdrException e) {
            faults.add(e.fault());
        }
        return true;
    }

    int condition() {
        return reader.condition();
    }

    public String getTopic() {
        return topic;
    }

    public MessageType<T> getType() {
        return type;
    }

    public int getPublisherCount() {
        return reader.matched();
    }

    /** Publishers seen so far whose quality of service offers less than this asks for. */
    public int getIncompatibleCount() {
        return reader.incompatible();
    }

    /** Messages that were lost on the way, or came when there was no room. */
    public long getLostCount() {
        return reader.lost();
    }

    /** What was taken, and what was refused, by reason. */
    public FaultCounts faults() {
        return faults;
    }

    byte[] gid() {
        return reader.gid();
    }

    @Override
    public void close() {
        node.remove(this);
        reader.close();
    }
}

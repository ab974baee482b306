package org.sanderling.evaluation.report;

import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;

/** One pass over some topics of a recording; what cannot be read is counted and left out. */
final class Messages {
    /** Messages left out since their bytes are not what their schema says. */
    long unreadable;

    /** Why the pass ended early, empty where it did not. */
    String ended = "";

    /** What is done with a message. */
    interface Visitor {
        void visit(ChannelMessage message, CdrReader cdr);
    }

    static Messages read(McapReader reader, Set<String> topics, Visitor visitor) {
        Messages m = new Messages();
        try {
            Iterator<ChannelMessage> messages = reader.messages(topics);
            while (messages.hasNext()) {
                m.one(
                        messages.next(),
                        c -> visitor.visit(c, new CdrReader(c.message().data(), c.topic())));
            }
        } catch (McapException e) {
            m.ended = e.getMessage();
        }
        return m;
    }

    private void one(ChannelMessage message, Consumer<ChannelMessage> visitor) {
        try {
            visitor.accept(message);
        } catch (CdrException e) {
            unreadable++;
        }
    }

    /** True where the channel says that its messages are of this schema. */
    static boolean is(ChannelMessage message, String schema) {
        McapRecord.Schema s = message.schema();
        return s != null && s.name().equals(schema);
    }
}

package org.sanderling.evaluation.importers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.messages.MessageSchemas;

/** A file of a bag in rosbag2's MCAP storage. */
final class McapBag {
    private McapBag() {}

    static void read(Path file, SkipCount skipped, BagSink sink) {
        Map<Integer, BagTopic> topics = new HashMap<>();
        try (McapReader reader = McapReader.open(file)) {
            reader.channels().forEach((id, channel) -> {
                McapRecord.Schema schema = reader.schemas().get(channel.schemaId());
                if (schema != null && channel.messageEncoding().equals(MessageSchemas.MESSAGE_ENCODING)) {
                    BagTopic topic = BagTopic.of(
                            channel.topic(),
                            schema.name(),
                            schema.encoding(),
                            new String(schema.data(), StandardCharsets.UTF_8),
                            channel.metadata().get("offered_qos_profiles"),
                            channel.metadata().get("topic_type_hash"));
                    topics.put(id, topic);
                    sink.topic(topic);
                }
            });
            Iterator<ChannelMessage> messages = reader.messages();
            while (messages.hasNext()) {
                McapRecord.Message m = messages.next().message();
                BagTopic topic = topics.get(m.channelId());
                if (topic == null) {
                    skipped.add(Skip.NOT_CDR);
                } else {
                    sink.message(topic, m.sequence(), m.logTimeNs(), m.publishTimeNs(), m.data());
                }
            }
            if (reader.truncatedAt().isPresent()) {
                skipped.add(Skip.CUT_SHORT);
            }
        } catch (McapException e) {
            // Else it is the recording that could not be written.
            throw file.equals(e.path()) ? new ImportException(WholeFile.firstLine(e), e) : e;
        }
    }
}

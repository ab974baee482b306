package org.sanderling.recording.rosbag2;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.RecordScan;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.MessageTypes;

/**
 * The {@code metadata.yaml} that makes a bag of a folder with a recording in it (ros2/rosbag2, metadata version 8, which
 * later distributions read too, and earlier ones as far as they know its keys). Only topics of CDR messages are named:
 * {@code ros2 bag play} knows no others.
 */
public final class BagMetadata {
    private final Map<String, Topic> topics = new TreeMap<>();
    private long messages;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    private BagMetadata() {}

    private static final class Topic {
        private final String type;
        private long messages;

        Topic(String type) {
            this.type = type;
        }
    }

    /** Reads the whole recording. */
    public static BagMetadata of(McapReader reader) {
        BagMetadata metadata = new BagMetadata();
        Map<Integer, Topic> byChannel = new TreeMap<>();
        reader.channels().forEach((id, channel) -> {
            McapRecord.Schema schema = reader.schemas().get(channel.schemaId());
            if (schema != null && channel.messageEncoding().equals(MessageSchemas.MESSAGE_ENCODING)) {
                byChannel.put(id, metadata.topics.computeIfAbsent(channel.topic(), t -> new Topic(schema.name())));
            }
        });
        RecordScan scan = reader.records();
        while (scan.hasNext()) {
            if (scan.next() instanceof McapRecord.Message m) {
                metadata.count(byChannel.get(m.channelId()), m.logTimeNs());
            }
        }
        return metadata;
    }

    private void count(@Nullable Topic topic, long timeNs) {
        if (topic != null) {
            topic.messages++;
            messages++;
            firstNs = Math.min(firstNs, timeNs);
            lastNs = Math.max(lastNs, timeNs);
        }
    }

    public long messages() {
        return messages;
    }

    public int topics() {
        return topics.size();
    }

    /** @param file name of the recording in the bag's folder */
    public String yaml(String file) {
        long startNs = messages == 0 ? 0 : firstNs;
        long durationNs = messages == 0 ? 0 : lastNs - firstNs;
        StringBuilder yaml = new StringBuilder();
        yaml.append("""
                rosbag2_bagfile_information:
                  version: 8
                  storage_identifier: mcap
                  duration:
                    nanoseconds: %d
                  starting_time:
                    nanoseconds_since_epoch: %d
                  message_count: %d
                  topics_with_message_count:%s
                """.formatted(durationNs, startNs, messages, topics.isEmpty() ? " []" : ""));
        topics.forEach((name, topic) -> yaml.append("""
                    - topic_metadata:
                        name: %s
                        type: %s
                        serialization_format: cdr
                        offered_qos_profiles: ""
                        type_description_hash: %s
                      message_count: %d
                """.formatted(
                        quoted(name),
                        quoted(topic.type),
                        quoted(MessageTypes.typeHash(topic.type).orElse("")),
                        topic.messages)));
        return yaml.append("""
                  compression_format: ""
                  compression_mode: ""
                  relative_file_paths:
                    - %1$s
                  files:
                    - path: %1$s
                      starting_time:
                        nanoseconds_since_epoch: %2$d
                      duration:
                        nanoseconds: %3$d
                      message_count: %4$d
                  custom_data: ~
                  ros_distro: ""
                """.formatted(quoted(file), startNs, durationNs, messages))
                .toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7E) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

package org.sanderling.evaluation.importers;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanderling.recording.messages.MessageSchemas;

/**
 * A topic of a rosbag2 bag.
 *
 * @param type as in {@code std_msgs/msg/String}
 * @param definition in the encoding named; both empty where nobody knows it
 * @param metadata of the channel, named as rosbag2's MCAP storage does
 */
record BagTopic(String name, String type, String encoding, String definition, Map<String, String> metadata) {
    BagTopic {
        metadata = Map.copyOf(metadata);
    }

    /**
     * Completed from our own definitions, where the bag has none.
     *
     * @param type as the bag has it: old ones leave {@code msg} out
     */
    static BagTopic of(
            String name,
            String type,
            @Nullable String encoding,
            @Nullable String definition,
            @Nullable String qos,
            @Nullable String typeHash) {
        String full = type.indexOf('/') == type.lastIndexOf('/') ? type.replace("/", "/msg/") : type;
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("offered_qos_profiles", qos == null ? "" : qos);
        if (typeHash != null && !typeHash.isEmpty()) {
            metadata.put("topic_type_hash", typeHash);
        }
        if (encoding != null && definition != null && !definition.isEmpty()) {
            return new BagTopic(name, full, encoding, definition, metadata);
        }
        try {
            return new BagTopic(name, full, MessageSchemas.SCHEMA_ENCODING, MessageSchemas.text(full), metadata);
        } catch (IllegalArgumentException e) {
            return new BagTopic(name, full, "", "", metadata);
        }
    }

    byte[] definitionBytes() {
        return definition.getBytes(StandardCharsets.UTF_8);
    }
}

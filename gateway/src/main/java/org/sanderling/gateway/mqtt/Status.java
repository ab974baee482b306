package org.sanderling.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import org.sanderling.gateway.json.DecisionJson;
import org.sanderling.gateway.json.WallTime;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The retained message on the status topic: {@code online}, {@code stopped} (an orderly end) or {@code offline} (the last
 * will: the broker has lost us).
 *
 * <p>Immutable.
 */
final class Status {
    /** Its schema's name; docs/mqtt.md lists the keys. */
    static final String SCHEMA = "urn:sanderling:status:1";

    /** Stands for an epoch or time that is not known yet. */
    static final long UNKNOWN = -1;

    private final String clientId;
    private final String topic;

    Status(String clientId, String decisionTopic) {
        this.clientId = clientId;
        topic = decisionTopic;
    }

    byte[] online(long epoch, long wallNs) {
        return encode("online", epoch, wallNs);
    }

    byte[] stopped(long epoch, long wallNs) {
        return encode("stopped", epoch, wallNs);
    }

    /** The will is written when connecting: it cannot know when it will be true. */
    byte[] offline(long epoch) {
        return encode("offline", epoch, UNKNOWN);
    }

    private byte[] encode(String state, long epoch, long wallNs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator g = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            g.writeStartObject();
            g.writeStringProperty("schema", SCHEMA);
            g.writeStringProperty("state", state);
            if (epoch == UNKNOWN) {
                g.writeNullProperty("epoch");
            } else {
                g.writeNumberProperty("epoch", epoch);
            }
            if (wallNs == UNKNOWN) {
                g.writeNullProperty("since");
            } else {
                g.writeStringProperty("since", WallTime.iso(wallNs));
            }
            g.writeStringProperty("clientId", clientId);
            g.writeStringProperty("decisionTopic", topic);
            g.writeStringProperty("decisionSchema", DecisionJson.SCHEMA);
            g.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

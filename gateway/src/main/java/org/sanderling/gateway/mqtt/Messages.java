package org.sanderling.gateway.mqtt;

import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.sanderling.gateway.json.DecisionJson;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Rung;

/** Payloads with their MQTT 5 properties. Any thread. */
final class Messages {
    private static final String CONTENT_TYPE = "application/json";
    private static final long NS_PER_S = 1_000_000_000L;
    private static final Rung[] RUNGS = Rung.values();

    private Messages() {}

    /**
     * A decision: what a broker or bridge can sort by stands in the user properties {@code tick}, {@code epoch},
     * {@code rung} and {@code schema}, and the broker drops it when it is no longer valid.
     */
    static MqttMessage decision(Decision d, byte[] payload, int qos) {
        MqttProperties properties = json();
        properties.setMessageExpiryInterval(expiryS(d));
        properties.setUserProperties(List.of(
                new UserProperty("tick", Long.toString(d.tick)),
                new UserProperty("epoch", Long.toString(d.epoch)),
                new UserProperty("rung", RUNGS[d.rung].name()),
                new UserProperty("schema", DecisionJson.SCHEMA)));
        return new MqttMessage(payload, qos, false, properties);
    }

    /** Whole seconds are all that MQTT knows, and 0 would be never delivered: rounded up. */
    private static long expiryS(Decision d) {
        return Math.max(1, Math.ceilDiv(d.validUntilNs - d.handedNs, NS_PER_S));
    }

    /** A status: retained, acknowledged. */
    static MqttMessage status(byte[] payload) {
        return new MqttMessage(payload, 1, true, json());
    }

    static MqttProperties json() {
        MqttProperties properties = new MqttProperties();
        properties.setPayloadFormat(true);
        properties.setContentType(CONTENT_TYPE);
        return properties;
    }
}

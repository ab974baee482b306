package org.sanderling.gateway.mqtt;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Someone on the other side of the broker who reads everything. */
final class Subscriber implements MqttCallback, AutoCloseable {
    record Message(String topic, MqttMessage raw) {
        JsonNode json() {
            return new ObjectMapper().readTree(raw.getPayload());
        }

        @Nullable
        String userProperty(String key) {
            List<UserProperty> all = raw.getProperties().getUserProperties();
            return all.stream()
                    .filter(p -> p.getKey().equals(key))
                    .map(UserProperty::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
    private final MqttClient client;

    Subscriber(String uri) throws MqttException {
        LocalBrokerTest.quiet();
        client = new MqttClient(uri, "subscriber", new MemoryPersistence());
        client.setCallback(this);
        client.connect(new MqttConnectionOptions());
        client.subscribe("#", 1);
    }

    /** The next message; fails the test if none comes within five seconds. */
    Message next() throws InterruptedException {
        Message next = arrived.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing arrived");
        }
        return next;
    }

    /** The next message on a topic whose JSON has this value. */
    Message next(String topic, String key, String value) throws InterruptedException {
        while (true) {
            Message next = next();
            if (next.topic.equals(topic) && next.json().get(key).asString().equals(value)) {
                return next;
            }
        }
    }

    int waiting() {
        return arrived.size();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        arrived.add(new Message(topic, message));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1, false);
    }
}

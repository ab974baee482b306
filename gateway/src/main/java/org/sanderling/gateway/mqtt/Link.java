package org.sanderling.gateway.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from CONNECT to its end; a new attempt is a new link with a new Paho client, so that no
 * state of a failed one is carried on.
 *
 * <p>Opened, left and cut by the connector thread; {@link #deliver} by the pump thread; {@link #giveUp()} by any.
 */
final class Link {
    /** A broker that takes nothing for so long is given up: what waits in its buffers is stale by then. */
    static final long STALL_NS = 3_000_000_000L;

    private static final int PACKET_OVERHEAD_BYTES = 512;

    private final MqttAsyncClient client;
    private final BrokerSockets sockets;
    private final Runnable onEnd;
    private final Receipt welcome = new Receipt();
    private volatile @Nullable String end;
    private volatile long mostBytes = Long.MAX_VALUE;

    private @Nullable Receipt unfinished;
    private long unfinishedSinceNs;

    /** @param onEnd called once or more often, on any thread, when the connection has ended */
    Link(Endpoint broker, String clientId, BrokerSockets sockets, Runnable onEnd) {
        try {
            client = new MqttAsyncClient(broker.clientUri(), clientId, new MemoryPersistence(), new KeepAlive(), null);
        } catch (MqttException e) {
            throw new IllegalStateException("a store in memory cannot fail to open", e);
        }
        client.setCallback(new Watch());
        this.sockets = sockets;
        this.onEnd = onEnd;
    }

    /**
     * Connects; waits for the broker's answer at most so long.
     *
     * @return null where connected, else why not
     */
    @Nullable
    String connect(MqttConnectionOptions options, long timeoutNs) {
        options.setSocketFactory(sockets);
        try {
            client.connect(options, null, welcome);
        } catch (MqttException e) {
            welcome.fail(Problem.of(e));
        }
        String problem = welcome.await(timeoutNs) ? welcome.problem() : "it does not answer";
        IMqttToken answer = welcome.token();
        if (problem == null && answer != null && answer.getResponseProperties() != null) {
            Long limit = answer.getResponseProperties().getMaximumPacketSize();
            mostBytes = limit == null ? Long.MAX_VALUE : limit;
        }
        return problem;
    }

    /** Hands a message to the client; its receipt may be awaited. */
    Receipt publish(String topic, MqttMessage message) {
        Receipt receipt = new Receipt();
        if (message.getPayload().length + topic.length() + PACKET_OVERHEAD_BYTES > mostBytes) {
            receipt.fail("the broker takes packets of at most " + mostBytes + " bytes");
            return receipt;
        }
        try {
            client.publish(topic, message, null, receipt);
        } catch (MqttException e) {
            receipt.fail(Problem.of(e));
        }
        return receipt;
    }

    /**
     * Publishes and waits for the receipt at most so long. While an earlier message is not through, nothing is queued
     * behind it: old decisions are worth nothing.
     *
     * @return null where the message is through, else why not
     */
    @Nullable
    String deliver(String topic, MqttMessage message, long timeoutNs) {
        long startNs = System.nanoTime();
        if (unfinished != null) {
            if (!unfinished.await(timeoutNs)) {
                if (System.nanoTime() - unfinishedSinceNs > STALL_NS) {
                    ended("it has taken nothing for " + STALL_NS / 1_000_000_000 + " s");
                }
                return "an earlier message is not through";
            }
            unfinished = null;
        }
        Receipt receipt = publish(topic, message);
        if (receipt.await(timeoutNs - (System.nanoTime() - startNs))) {
            return receipt.problem();
        }
        unfinished = receipt;
        unfinishedSinceNs = startNs;
        return "not through in time";
    }

    /** Says goodbye, so that the broker does not publish the will; waits at most so long. */
    void leave(long timeoutNs) {
        Receipt receipt = new Receipt();
        try {
            client.disconnect(0, null, receipt, 0, new MqttProperties());
            receipt.await(timeoutNs);
        } catch (MqttException e) {
            ended(Problem.of(e));
        }
    }

    /** Ends it without a word; the broker publishes the will. Returns when Paho's threads have been told. */
    void cut() {
        sockets.close();
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            ended(Problem.of(e));
        }
    }

    /** A thread of the client has died, of which the client itself takes no notice. Any thread. */
    void clientFailed(Throwable thrown) {
        String why = "an answer that the client cannot read (" + Problem.of(thrown) + ")";
        welcome.fail(why);
        ended(why);
    }

    /** Closes the socket, so that whoever waits for the broker is woken. Any thread; never blocks. */
    void giveUp() {
        sockets.close();
    }

    /** Why it has ended; null while it lasts. */
    @Nullable
    String end() {
        return end;
    }

    private void ended(String why) {
        if (end == null) {
            end = why;
        }
        onEnd.run();
    }

    private final class Watch implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            String said = response.getReasonString();
            Throwable cause = response.getException();
            ended(
                    cause == null
                            ? "disconnected by the broker, reason code " + response.getReturnCode()
                                    + (said == null ? "" : ": " + said)
                            : Problem.of(cause));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}

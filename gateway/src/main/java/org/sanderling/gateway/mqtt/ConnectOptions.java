package org.sanderling.gateway.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** How we introduce ourselves to a broker: no session, small receive limits, a will. Any thread. */
final class ConnectOptions {
    /** Longest wait for a connection, then for the broker's answer, s. */
    private static final int CONNECT_S = 5;

    /** Longest wait for both, ns. */
    static final long WAIT_NS = 2 * CONNECT_S * 1_000_000_000L;

    /** A broker takes us for lost, and publishes the will, after one and a half times this. */
    private static final int KEEP_ALIVE_S = 5;

    private ConnectOptions() {}

    static MqttConnectionOptions of(Credentials credentials, String willTopic, MqttMessage will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setConnectionTimeout(CONNECT_S);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setMaximumPacketSize((long) PacketGuard.MOST_BYTES);
        options.setReceiveMaximum(1);
        options.setTopicAliasMaximum(0);
        options.setWill(willTopic, will);
        options.setWillMessageProperties(Messages.json());
        String username = credentials.username();
        String password = credentials.password();
        if (username != null) {
            options.setUserName(username);
        }
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }
}

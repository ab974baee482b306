package org.sanderling.gateway.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.sanderling.config.ConfigException;
import org.sanderling.config.Deployment;

/**
 * Where the broker is.
 *
 * @param host name or address; IPv6 in brackets
 * @param port its port
 * @param tls whether the connection is secured
 */
record Endpoint(String host, int port, boolean tls) {
    private static final int MOST_TOPIC_BYTES = 65_535; // MQTT 5.0, section 1.5.4

    /**
     * Checks what the transport needs of a deployment.
     *
     * @throws ConfigException if it cannot be used: what is wrong and what is allowed, in one line
     */
    static Endpoint of(Deployment.Mqtt mqtt) {
        checkTopic("topic", mqtt.topic());
        checkTopic("statusTopic", mqtt.statusTopic());
        if (mqtt.qos() != 0 && mqtt.qos() != 1) {
            throw new ConfigException("outputs.mqtt.qos: " + mqtt.qos() + "; allowed: 0, 1");
        }
        return parse(mqtt.uri());
    }

    static Endpoint parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean tls = "ssl".equals(scheme);
            boolean bare = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath().isEmpty();
            if (bare && (tls || "tcp".equals(scheme))) {
                return new Endpoint(uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : tls ? 8883 : 1883, tls);
            }
        } catch (URISyntaxException e) {
            throw unusable(text, e);
        }
        throw unusable(text, null);
    }

    private static ConfigException unusable(String text, @org.jspecify.annotations.Nullable Throwable cause) {
        ConfigException e =
                new ConfigException("outputs.mqtt.uri: " + text + "; allowed: tcp://host:port or ssl://host:port");
        e.initCause(cause);
        return e;
    }

    private static void checkTopic(String key, String topic) {
        int bytes = topic.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MOST_TOPIC_BYTES || topic.chars().anyMatch(c -> c == '+' || c == '#' || c == 0)) {
            throw new ConfigException(
                    "outputs.mqtt." + key + ": \"" + topic + "\"; allowed: a topic name without + and #");
        }
    }

    /** For Paho, to which every connection is plain: {@link BrokerSocket} adds TLS. */
    String clientUri() {
        return "tcp://" + host + ":" + port;
    }

    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }
}

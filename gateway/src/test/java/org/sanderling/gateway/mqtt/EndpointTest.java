package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.config.ConfigException;
import org.sanderling.config.Deployment;

final class EndpointTest {
    private static Endpoint of(String uri, String topic, int qos) {
        return Endpoint.of(new Deployment.Mqtt(true, uri, "robot", topic, "status", qos, 8, 100, 1000));
    }

    @Test
    void shouldReadHostPortAndSecurity() {
        assertThat(Endpoint.parse("tcp://broker:1900")).isEqualTo(new Endpoint("broker", 1900, false));
        assertThat(Endpoint.parse("tcp://10.0.0.1")).isEqualTo(new Endpoint("10.0.0.1", 1883, false));
        assertThat(Endpoint.parse("ssl://broker.example")).isEqualTo(new Endpoint("broker.example", 8883, true));
        assertThat(Endpoint.parse("tcp://[::1]:1").clientUri()).isEqualTo("tcp://[::1]:1");
        assertThat(Endpoint.parse("ssl://b:2")).hasToString("ssl://b:2");
        assertThat(Endpoint.parse("ssl://b:2").clientUri()).isEqualTo("tcp://b:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broker",
                "tcp:broker",
                "tcp://",
                "ws://broker",
                "tcp://broker/path",
                "tcp://me:secret@broker",
                "tcp://bro ker",
                "tcp://broker:port",
                "tcp://broker?x=1",
                "tcp://broker#x"
            })
    void shouldSayWhatIsAllowed(String uri) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Endpoint.parse(uri))
                .withMessage("outputs.mqtt.uri: " + uri + "; allowed: tcp://host:port or ssl://host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#", "+/b", "a\0b"})
    void shouldRefuseTopicsThatCannotBePublishedTo(String topic) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of("tcp://b", topic, 0))
                .withMessageStartingWith("outputs.mqtt.topic: ");
    }

    @Test
    void shouldRefuseAnotherQos() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of("tcp://b", "t", 2))
                .withMessage("outputs.mqtt.qos: 2; allowed: 0, 1");
    }
}

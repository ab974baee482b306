package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanderling.config.Deployment;
import org.sanderling.gateway.json.Decisions;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;

/** A broker gone mad costs a connection, never memory, threads or the process. */
@Timeout(180)
final class HostileBrokerTest {
    private static final String CONNACK = "2003000000";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static MqttTransport transport(int port) {
        Deployment.Mqtt mqtt = new Deployment.Mqtt(true, "tcp://127.0.0.1:" + port, "robot", "d", "s", 0, 8, 5, 20);
        MqttTransport transport =
                new MqttTransport(mqtt, Decisions.template(), Decisions.DOFS, new Credentials(null, null), line -> {});
        transport.start();
        return transport;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("MQTT") || t.getName().startsWith("mqtt"))
                .count();
    }

    @Test
    void shouldLeaveNoThreadBehindWhereConnectionsAreClosedAtOnce() throws Exception {
        try (HostileBroker broker = new HostileBroker(n -> new byte[0]);
                MqttTransport transport = transport(broker.port())) {
            Await.until("many attempts", () -> broker.connections() >= 12);
            assertThat(transport.connected()).isFalse();
            assertThat(threads()).isLessThan(10);
        }
    }

    @Test
    void shouldNotBelieveAnAnnouncedLength() throws Exception {
        Runtime heap = Runtime.getRuntime();
        try (HostileBroker broker = new HostileBroker(n -> bytes("20ffffff7f"));
                MqttTransport transport = transport(broker.port())) {
            Await.until("it is told", () -> transport.state().contains("more than 8192 bytes"));
            assertThat(heap.totalMemory() - heap.freeMemory()).isLessThan(200L << 20);
        }
    }

    @Test
    void shouldCutABrokerThatPublishesToIt() throws Exception {
        try (HostileBroker broker = new HostileBroker(n -> bytes(CONNACK + "3406000161000100"));
                MqttTransport transport = transport(broker.port())) {
            Await.until("it is told", () -> transport.state().contains("packet of type 3"));
            Await.until("it tries again", () -> broker.spokenTo() > 1);
        }
    }

    /** A property of a negative length ends Paho's receiver with an exception that nobody catches. */
    @Test
    void shouldNoticeThatTheClientChokes() throws Exception {
        byte[] connack = bytes("2016000013168d42a3fc549d36bca3a8dd15d22a88e64831");
        try (HostileBroker broker = new HostileBroker(n -> connack);
                MqttTransport transport = transport(broker.port())) {
            Await.until("it is told", () -> transport.state().contains("cannot read"));
        }
    }

    /** It answers once, asks for a ping a second, and then answers none. */
    @Test
    void shouldNoticeThatNothingIsAnswered() throws Exception {
        try (HostileBroker broker = new HostileBroker(n -> bytes("20060000" + "03130001"), 60_000);
                MqttTransport transport = transport(broker.port())) {
            Await.until("connected", transport::connected);
            Await.until("the silence is noticed", () -> transport.state().contains("Timed out"));
            Await.until("it tries again", () -> broker.spokenTo() > 1);
        }
    }

    @Test
    void shouldSayThatItWasRefused() throws Exception {
        // reason code 0x87, not authorised
        try (HostileBroker broker = new HostileBroker(n -> bytes("2003008700"));
                MqttTransport transport = transport(broker.port())) {
            Await.until("it is told", () -> transport.state().contains("no connection"));
            assertThat(transport.state()).containsIgnoringCase("not authorized");
        }
    }

    /** Bytes at random, after a good answer or in its place; afterwards a good broker on the same port is found. */
    @Test
    void shouldSurviveNoise() throws Exception {
        Random random = new Random(7);
        HostileBroker broker = new HostileBroker(n -> {
            // the packets that are let through, whole, with nonsense inside
            byte[] noise = new byte[2 + random.nextInt(100)];
            random.nextBytes(noise);
            noise[0] = (byte) (new int[] {0x20, 0x40, 0xd0, 0xe0}[n / 2 % 4]);
            noise[1] = (byte) (noise.length - 2);
            return n % 2 == 0 ? noise : bytes(CONNACK + HexFormat.of().formatHex(noise));
        });
        try (MqttTransport transport = transport(broker.port())) {
            Await.until("many attempts", () -> {
                transport.send(Decisions.of(Rung.FRESH, Reason.NONE, 1));
                return broker.spokenTo() >= 8;
            });
            assertThat(threads()).isLessThan(20);
            broker.close();
            try (LocalBroker good = LocalBroker.start(broker.port())) {
                Await.until("connected: " + good.uri(), transport::connected);
                Await.until("a decision is through", () -> transport.send(Decisions.of(Rung.FRESH, Reason.NONE, 2)));
            }
        }
    }
}

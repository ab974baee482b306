package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sanderling.config.Deployment;
import org.sanderling.gateway.json.DecisionJson;
import org.sanderling.gateway.json.Decisions;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.decision.Rung;

/** Against a real mosquitto. */
@Timeout(180)
final class MqttTransportTest {
    private static final String TOPIC = "sanderling/test/decision";
    private static final String STATUS = "sanderling/test/status";

    /** Several times the promised waits, for a crowded machine, and far below a hang. */
    private static final long BOUNDED_MS = 5_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    private MqttTransport transport(String uri, int qos) {
        Deployment.Mqtt mqtt = new Deployment.Mqtt(true, uri, "test-robot", TOPIC, STATUS, qos, 8, 20, 100);
        Credentials anonymous = new Credentials(null, null);
        MqttTransport transport =
                closing(new MqttTransport(mqtt, Decisions.template(), Decisions.DOFS, anonymous, told::add));
        transport.start();
        return transport;
    }

    private static void connected(MqttTransport transport) throws InterruptedException {
        Await.until("connected: " + transport.state(), transport::connected);
    }

    private static Decision fresh(long tick) {
        return Decisions.of(Rung.FRESH, Reason.NONE, tick);
    }

    private static void signal(String name, LocalBroker broker) {
        try {
            int ended = new ProcessBuilder("kill", "-" + name, "" + broker.pid())
                    .start()
                    .waitFor();
            assertThat(ended).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldPublishDecisionsWithTheirProperties() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        Subscriber reader = closing(new Subscriber(broker.uri()));
        MqttTransport transport = transport(broker.uri(), 0);
        connected(transport);
        for (int tick = 0; tick < 50; tick++) {
            assertThat(transport.send(fresh(tick))).as("tick %d", tick).isTrue();
        }
        for (int tick = 0; tick < 50; tick++) {
            Subscriber.Message got = reader.next(TOPIC, "tick", "" + tick);
            assertThat(got.json().get("trajectory").get("samples").size()).isEqualTo(20);
            assertThat(got.userProperty("tick")).isEqualTo("" + tick);
            assertThat(got.userProperty("epoch")).isEqualTo("3");
            assertThat(got.userProperty("rung")).isEqualTo("FRESH");
            assertThat(got.userProperty("schema")).isEqualTo(DecisionJson.SCHEMA);
            assertThat(got.raw().getProperties().getContentType()).isEqualTo("application/json");
            assertThat(got.raw().getProperties().getPayloadFormat()).isTrue();
            assertThat(got.raw().getProperties().getMessageExpiryInterval()).isBetween(0L, 1L);
            assertThat(got.raw().isRetained()).isFalse();
        }
    }

    @Test
    void shouldHaveDecisionsAcknowledgedAtQos1() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        Subscriber reader = closing(new Subscriber(broker.uri()));
        MqttTransport transport = transport(broker.uri(), 1);
        connected(transport);
        for (Rung rung : Rung.values()) {
            assertThat(transport.send(Decisions.of(rung, Reason.NONE, 1))).isTrue();
            Subscriber.Message got = reader.next(TOPIC, "rung", rung.name());
            assertThat(got.raw().getQos()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotSendWhatIsNoNumberAndGoOn() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        MqttTransport transport = transport(broker.uri(), 0);
        connected(transport);
        Decision bad = fresh(1);
        bad.samples[0] = Float.NaN;
        assertThat(transport.send(bad)).isFalse();
        assertThat(transport.send(bad)).isFalse();
        assertThat(transport.send(fresh(2))).isTrue();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("tick 1 is undelivered")
                .contains("sample 0 is NaN");
    }

    @Test
    void shouldTellItsStateFromStartToOrderlyEnd() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        Subscriber reader = closing(new Subscriber(broker.uri()));
        MqttTransport transport = transport(broker.uri(), 0);
        Subscriber.Message first = reader.next(STATUS, "state", "online");
        assertThat(first.json().get("epoch").isNull()).isTrue();
        connected(transport);
        assertThat(transport.send(fresh(0))).isTrue();
        Subscriber.Message second = reader.next(STATUS, "state", "online");
        assertThat(second.json().get("epoch").asLong()).isEqualTo(3);
        assertThat(second.json().get("schema").asString()).isEqualTo(Status.SCHEMA);
        transport.close();
        Subscriber.Message last = reader.next(STATUS, "state", "stopped");
        assertThat(last.json().get("epoch").asLong()).isEqualTo(3);
        assertThat(transport.connected()).isFalse();
        assertThat(transport.send(fresh(1))).isFalse();
        Subscriber late = closing(new Subscriber(broker.uri()));
        Subscriber.Message kept = late.next();
        assertThat(kept.raw().isRetained()).isTrue();
        assertThat(kept.json().get("state").asString()).isEqualTo("stopped");
    }

    @Test
    void shouldLeaveItsWillWhenTheConnectionBreaks() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        Subscriber reader = closing(new Subscriber(broker.uri()));
        MqttTransport transport = transport(broker.uri(), 0);
        connected(transport);
        assertThat(transport.send(fresh(0))).isTrue();
        transport.breakConnection();
        Subscriber.Message will = reader.next(STATUS, "state", "offline");
        assertThat(will.json().get("since").isNull()).isTrue();
        Subscriber.Message back = reader.next(STATUS, "state", "online");
        assertThat(back.json().get("epoch").asLong()).isEqualTo(3);
    }

    @Test
    void shouldRunWithoutABrokerAndFindItWhenItComes() throws Exception {
        int port;
        try (LocalBroker free = LocalBroker.start(0)) {
            port = free.port();
        }
        MqttTransport transport = transport("tcp://127.0.0.1:" + port, 0);
        Await.until("an attempt failed", () -> transport.state().contains("refused"));
        assertThat(Await.millis(() -> {
                    for (int tick = 0; tick < 1000; tick++) {
                        assertThat(transport.send(fresh(tick))).isFalse();
                    }
                }))
                .isLessThan(BOUNDED_MS);
        LocalBroker broker = closing(LocalBroker.start(port));
        Subscriber reader = closing(new Subscriber(broker.uri()));
        connected(transport);
        assertThat(transport.send(fresh(77))).isTrue();
        // nothing of what could not be delivered comes later
        Subscriber.Message first = reader.next();
        while (!first.topic().equals(TOPIC)) {
            first = reader.next();
        }
        assertThat(first.userProperty("tick")).isEqualTo("77");
    }

    @Test
    void shouldComeBackAfterTheBrokerWasKilled() throws Exception {
        LocalBroker first = closing(LocalBroker.start(0));
        MqttTransport transport = transport(first.uri(), 1);
        connected(transport);
        assertThat(transport.send(fresh(0))).isTrue();
        signal("KILL", first);
        Await.until(
                "it is dead",
                () -> !ProcessHandle.of(first.pid()).map(ProcessHandle::isAlive).orElse(false));
        Await.until("the loss is noticed", () -> !transport.connected());
        assertThat(transport.send(fresh(1))).isFalse();
        LocalBroker second = closing(LocalBroker.start(first.port()));
        Subscriber reader = closing(new Subscriber(second.uri()));
        connected(transport);
        assertThat(transport.send(fresh(2))).isTrue();
        assertThat(reader.next(TOPIC, "tick", "2").userProperty("epoch")).isEqualTo("3");
        assertThat(told).hasSize(2);
        assertThat(told.poll()).endsWith("; trying again").contains(first.uri());
        assertThat(told.poll()).isEqualTo("mqtt: connected to " + first.uri() + " again");
    }

    @Test
    void shouldBoundEverySendWhileTheBrokerHangs() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        MqttTransport acknowledged = transport(broker.uri(), 1);
        connected(acknowledged);
        signal("STOP", broker);
        long longestMs = 0;
        for (int tick = 0; acknowledged.connected(); tick++) {
            Decision d = fresh(tick);
            longestMs = Math.max(
                    longestMs,
                    Await.millis(() -> assertThat(acknowledged.send(d)).isFalse()));
        }
        assertThat(longestMs).isLessThan(BOUNDED_MS);
        assertThat(Await.millis(acknowledged::close)).isLessThan(BOUNDED_MS);
    }

    @Test
    void shouldGiveUpABrokerThatTakesNothing() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        MqttTransport transport = transport(broker.uri(), 0);
        connected(transport);
        signal("STOP", broker);
        long longestMs = 0;
        boolean filled = false;
        for (int tick = 0; transport.connected() && tick < 100_000; tick++) {
            Decision d = fresh(tick);
            boolean[] sent = {false};
            longestMs = Math.max(longestMs, Await.millis(() -> sent[0] = transport.send(d)));
            filled |= !sent[0];
        }
        assertThat(filled).as("the socket's buffers filled up").isTrue();
        assertThat(longestMs).isLessThan(BOUNDED_MS);
        signal("CONT", broker);
        connected(transport);
        assertThat(transport.send(fresh(5))).isTrue();
    }

    @Test
    void shouldCloseSoonWhileTheBrokerHangs() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        MqttTransport before = transport(broker.uri(), 0);
        connected(before);
        signal("STOP", broker);
        assertThat(Await.millis(before::close)).isLessThan(BOUNDED_MS);
        // the kernel still accepts connections for a stopped process; CONNECT is never answered
        MqttTransport during = transport(broker.uri(), 0);
        Await.until("it is connecting", () -> during.state().startsWith("connecting"));
        assertThat(Await.millis(during::close)).isLessThan(BOUNDED_MS);
        assertThat(during.connected()).isFalse();
    }

    @Test
    void shouldNeverKeepTheProcessAlive() throws Exception {
        LocalBroker broker = closing(LocalBroker.start(0));
        List<Thread> before = new ArrayList<>(Thread.getAllStackTraces().keySet());
        connected(transport(broker.uri(), 0));
        List<Thread> added = new ArrayList<>(Thread.getAllStackTraces().keySet());
        added.removeAll(before);
        assertThat(added).isNotEmpty().allMatch(Thread::isDaemon);
    }
}

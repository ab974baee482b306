package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sanderling.gateway.mqtt.LocalBroker;
import tools.jackson.databind.JsonNode;

/** A whole run while its broker is not there, comes, goes away and returns. */
final class BrokerOutageTest {
    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static Invocation run(int port, double seconds) {
        return Invocation.of(
                "run",
                Drives.DEMO.toString(),
                "--duration=" + seconds,
                "--set=outputs.mqtt.uri=tcp://127.0.0.1:" + port,
                "--set=outputs.mqtt.reconnectMinMs=100",
                "--set=outputs.mqtt.reconnectMaxMs=200",
                "--json");
    }

    @Test
    void shouldRunOnWithoutABrokerAndCountWhatWasNotDelivered() throws IOException {
        Invocation run = run(freePort(), 2);

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode mqtt = run.json().get("published").get("mqtt");
        assertThat(run.json().get("ticks").asLong()).isEqualTo(40);
        assertThat(mqtt.get("handed").asLong()).isEqualTo(40);
        assertThat(mqtt.get("wire").asLong()).isZero();
        assertThat(mqtt.get("undelivered").asLong()).isEqualTo(40);
    }

    @Test
    void shouldDeliverAgainWheneverTheBrokerIsThere() throws Exception {
        int port = freePort();
        Outages outages = new Outages(port);
        Thread broker = Thread.ofPlatform().start(outages);
        Invocation run = run(port, 9);
        outages.over = true;
        broker.join();

        assertThat(outages.failure).isNull();
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode mqtt = run.json().get("published").get("mqtt");
        long ticks = run.json().get("ticks").asLong();
        assertThat(ticks).isEqualTo(180);
        assertThat(mqtt.get("handed").asLong()).isEqualTo(ticks);
        assertThat(mqtt.get("wire").asLong()).isPositive();
        assertThat(mqtt.get("undelivered").asLong()).isPositive();
        assertThat(mqtt.get("wire").asLong() + mqtt.get("undelivered").asLong()).isEqualTo(ticks);
        assertThat(run.err()).doesNotContain("Exception");
    }

    /** Two seconds without a broker, two with, and so on. */
    private static final class Outages implements Runnable {
        private final int port;
        volatile boolean over;
        volatile Exception failure;

        Outages(int port) {
            this.port = port;
        }

        @Override
        public void run() {
            try {
                while (!over) {
                    pause();
                    try (LocalBroker _ = LocalBroker.start(port)) {
                        pause();
                    }
                }
            } catch (Exception e) {
                failure = e;
            }
        }

        private void pause() throws InterruptedException {
            for (int i = 0; i < 20 && !over; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}

package org.sanderling.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
final class LocalBrokerTest {
    static void quiet() {
        LoggerFactory.setLogger(QuietLogger.class.getName());
    }

    @Test
    void shouldTakeConnectionsUntilItIsClosedAndLeaveNothingBehind() throws Exception {
        ProcessHandle process;
        Path files;
        try (LocalBroker broker = LocalBroker.start(0)) {
            process = ProcessHandle.of(broker.pid()).orElseThrow();
            files = broker.directory();
            assertThat(files).isDirectory();
            try (Subscriber reader = new Subscriber(broker.uri())) {
                assertThat(reader.waiting()).isZero();
            }
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(files).doesNotExist();
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatIOException()
                    .isThrownBy(() -> LocalBroker.start(other.getLocalPort()))
                    .withMessageContaining("127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void shouldSayHowToGetAMissingBroker(@TempDir Path empty) {
        assertThat(new MissingBroker())
                .hasMessage("mosquitto is missing: apt-get install mosquitto, or name a broker with --broker URI");
        assertThat(LocalBroker.find(empty.toString())).isEmpty();
        assertThat(LocalBroker.find("/usr/sbin")).isPresent();
    }

    /** A demo that is killed must not leave a broker behind. */
    @Test
    void shouldEndWithTheProcessThatStartedIt(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsBroker.class.getName(),
                        said.toString())
                .inheritIO()
                .start();
        try {
            Await.until("the broker runs", () -> Files.exists(said));
            ProcessHandle broker = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(said).get(0)))
                    .orElseThrow();
            Path files = Path.of(Files.readAllLines(said).get(1));
            assertThat(broker.isAlive()).isTrue();
            child.destroyForcibly().waitFor();
            Await.until("the broker has ended", () -> !broker.isAlive());
            Await.until("its files are gone", () -> Files.notExists(files));
        } finally {
            child.destroyForcibly();
        }
    }

    /** Stands for a demo. */
    static final class StartsBroker {
        public static void main(String[] arguments) throws Exception {
            LocalBroker broker = LocalBroker.start(0);
            Path whole = Path.of(arguments[0] + ".part");
            Files.write(
                    whole, Stream.of("" + broker.pid(), "" + broker.directory()).toList());
            Files.move(whole, Path.of(arguments[0]));
            TimeUnit.MINUTES.sleep(1);
        }
    }
}

package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.messages.std_msgs.msg.String;
import org.sanderling.ros.dds.Dds;

/**
 * Against genuine rclpy over Fast DDS, as its wheels have it: with {@code --soak} where they can be installed (Python 3.12; 280 MB), and from then on.
 */
class GenuineNodeTest {
    private static final int ECHOES = 200;
    private static final Path ENVIRONMENT =
            Path.of("../recording/target/genuine-ros2").toAbsolutePath();
    private static final Path SETUP =
            Path.of("../recording/src/test/python/ros2/setup.sh").toAbsolutePath();

    @Test
    void shouldBeTakenForOneOfThem() throws IOException, InterruptedException {
        Dds dds = Library.orSkip();
        assumeTrue(
                Files.exists(ENVIRONMENT.resolve("installed.txt")) || Boolean.getBoolean("sanderling.soak"),
                "genuine ROS 2 is installed (280 MB) and tested against with --soak");
        Process setup = new ProcessBuilder("bash", SETUP.toString(), ENVIRONMENT.toString())
                .redirectErrorStream(true)
                .start();
        var said = new java.lang.String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = setup.waitFor();
        assumeTrue(status != 3, said);
        assertThat(status).as(said).isZero();
        ProcessBuilder peer = new ProcessBuilder(
                        ENVIRONMENT.resolve("bin/python").toString(), "src/test/python/peer.py", "40")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        peer.environment().put("ROS_DOMAIN_ID", java.lang.String.valueOf(Library.DOMAIN));
        peer.environment().put("ROS_AUTOMATIC_DISCOVERY_RANGE", "LOCALHOST");
        peer.environment().put("RMW_IMPLEMENTATION", "rmw_fastrtps_cpp");
        Process genuine = peer.start();
        Set<java.lang.String> seen = ConcurrentHashMap.newKeySet();
        Thread.ofVirtual().start(() -> read(genuine, seen));
        try (RosContext context = new RosContext(dds, Library.OPTIONS);
                SingleThreadedExecutor executor = new SingleThreadedExecutor(context)) {
            exchange(context, executor);
            Library.await(() -> seen.contains("node ours")
                    && seen.contains("publishes /to_genuine")
                    && seen.contains("hash " + String.TYPE_HASH));
            Library.await(() -> context.graph().nodes().stream()
                    .map(Graph.NodeName::full)
                    .toList()
                    .containsAll(List.of("/ours", "/genuine")));
            assertThat(context.graph().endpoints("/from_genuine"))
                    .filteredOn(Graph.Endpoint::publisher)
                    .singleElement()
                    .satisfies(e -> assertThat(e.type()).isEqualTo(String.SCHEMA))
                    .satisfies(e -> assertThat(e.typeHash()).isEqualTo(String.TYPE_HASH));
        } finally {
            genuine.destroy();
        }
    }

    private static void exchange(RosContext context, SingleThreadedExecutor executor) {
        List<java.lang.String> heard = new ArrayList<>();
        Node node = context.createNode("ours");
        Publisher<String> publisher = node.createPublisher(String.class, "/to_genuine");
        Subscription<String> subscription =
                node.createSubscription(String.class, "/from_genuine", m -> heard.add(m.data()));
        executor.addNode(node);
        Library.await(() -> publisher.getSubscriptionCount() == 1 && subscription.getPublisherCount() == 1);
        // One who has matched may not be ready yet: count from the first answer.
        Library.await(() -> {
            publisher.publish(new String("ready?"));
            executor.spinOnce(Duration.ofMillis(100));
            return !heard.isEmpty();
        });
        for (int i = 0; i < ECHOES; i++) {
            java.lang.String text = "grüße " + i;
            publisher.publish(new String(text));
            Library.await(() -> {
                executor.spinOnce(Duration.ofMillis(100));
                return heard.contains(text);
            });
        }
    }

    private static void read(Process genuine, Set<java.lang.String> seen) {
        try (BufferedReader lines = genuine.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(seen::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // It was ended.
            return;
        }
    }
}

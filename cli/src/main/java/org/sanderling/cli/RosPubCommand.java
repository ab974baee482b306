package org.sanderling.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.MessageYaml;
import org.sanderling.ros.Node;
import org.sanderling.ros.Publisher;
import org.sanderling.ros.QoSProfile;
import org.sanderling.ros.RosContext;
import org.sanderling.ros.SingleThreadedExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ros pub TOPIC TYPE YAML}: publishes a message. */
@Command(
        name = "pub",
        mixinStandardHelpOptions = true,
        description = "Publishes a message; waits for a subscription first, and exits 1 when there was none.")
final class RosPubCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    private static final double MOST_HZ = 10_000;

    @Mixin
    private Output output = new Output();

    @Mixin
    private RosCommand.Place place = new RosCommand.Place();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "as in /chatter")
    private String topic;

    @Parameters(index = "1", paramLabel = "TYPE", description = "as in std_msgs/msg/String")
    private String type;

    @Parameters(
            index = "2",
            paramLabel = "YAML",
            description = "as in '{data: hello}'; what is left out has its default")
    private String yaml;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "messages (default ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "10",
            description = "a second (default ${DEFAULT-VALUE})")
    private double rateHz;

    @Override
    public Integer call() {
        if (count < 1 || count > MOST || !(rateHz > 0 && rateHz <= MOST_HZ)) {
            throw new ExitCodes.BadInput(
                    "--count is in 1 … " + MOST + ", --rate above 0 and at most " + (int) MOST_HZ + " Hz");
        }
        return publish(RosCommand.type(type));
    }

    private <T extends Message> int publish(MessageType<T> messages) {
        T message = MessageYaml.message(messages, yaml);
        boolean heard;
        AtomicInteger published = new AtomicInteger();
        try (RosContext context = place.open();
                SingleThreadedExecutor executor = new SingleThreadedExecutor(context)) {
            Node node = context.createNode(
                    "sanderling_pub_" + ProcessHandle.current().pid());
            // Kept for those who come late: one who matched a moment ago may not be ready yet.
            Publisher<T> publisher = node.createPublisher(
                    messages, topic, QoSProfile.keepLast(10).setDurability(QoSProfile.Durability.TRANSIENT_LOCAL));
            heard = place.await(() -> publisher.getSubscriptionCount() > 0);
            executor.addNode(node);
            node.createWallTimer(Duration.ofNanos((long) (1e9 / rateHz)), () -> {
                if (published.get() < count) {
                    publisher.publish(message);
                    published.incrementAndGet();
                }
            });
            RosCommand.spin(executor, 60 + 2 * count / rateHz, () -> published.get() >= count);
            // Reliable readers fetch again what they missed only while we are here.
            RosCommand.Place.await(() -> false, 0.5);
        }
        Map<String, Object> object = new LinkedHashMap<>(output.envelope());
        object.put("published", published.get());
        object.put("heard", heard);
        output.print(object, "published " + published.get() + (heard ? "" : "; nobody subscribes to " + topic));
        return heard ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
    }
}

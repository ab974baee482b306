package org.sanderling.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.Graph;
import org.sanderling.ros.MessageTree;
import org.sanderling.ros.Node;
import org.sanderling.ros.RosContext;
import org.sanderling.ros.SingleThreadedExecutor;
import org.sanderling.ros.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ros echo TOPIC}: messages as they come. */
@Command(name = "echo", mixinStandardHelpOptions = true, description = "Messages of a topic; exit 1 when fewer came.")
final class RosEchoCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Mixin
    private Output output = new Output();

    @Mixin
    private RosCommand.Place place = new RosCommand.Place();

    @Parameters(paramLabel = "TOPIC", description = "as in /odom")
    private String topic;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "messages (default ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "10",
            description = "longest wait for them, seconds (default ${DEFAULT-VALUE})")
    private double timeoutS;

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw new ExitCodes.BadInput("--count " + count + " is not in 1 … " + MOST);
        }
        List<Map<String, Object>> messages = new ArrayList<>();
        boolean all;
        long refused;
        try (RosContext context = place.open();
                SingleThreadedExecutor executor = new SingleThreadedExecutor(context)) {
            List<Graph.Endpoint> publishers = place.publishers(context, topic);
            MessageType<?> type = RosCommand.type(publishers.getFirst().type());
            MessageTree tree = new MessageTree(type.name());
            Node node = context.createNode(
                    "sanderling_echo_" + ProcessHandle.current().pid());
            Subscription<?> subscription = node.createSerializedSubscription(
                    type,
                    publishers.getFirst().topic(),
                    (cdr, size, stamp) -> {
                        if (messages.size() < count) {
                            show(messages, tree.read(cdr, size));
                        }
                    },
                    RosCommand.accepting(publishers));
            executor.addNode(node);
            all = RosCommand.spin(executor, timeoutS, () -> messages.size() >= count);
            refused = subscription.faults().refused().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
        Map<String, Object> object = output.envelope();
        object.put("messages", messages);
        object.put("refused", refused);
        if (output.json) {
            output.print(object, "");
        }
        if (!all) {
            output.say(
                    messages.size() + " of " + count + " messages came in " + timeoutS + " s, " + refused + " refused");
        }
        return all ? ExitCodes.DONE : ExitCodes.CHECK_FAILED;
    }

    private void show(List<Map<String, Object>> messages, Map<String, Object> message) {
        messages.add(message);
        if (!output.json) {
            output.spec.commandLine().getOut().println(Json.write(message));
            output.spec.commandLine().getOut().flush();
        }
    }
}

package org.sanderling.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.Graph;
import org.sanderling.ros.Node;
import org.sanderling.ros.RosContext;
import org.sanderling.ros.SingleThreadedExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ros hz TOPIC}: how often messages come. */
@Command(
        name = "hz",
        mixinStandardHelpOptions = true,
        description = "How often a topic's messages come; exit 1 when none did.")
final class RosHzCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private RosCommand.Place place = new RosCommand.Place();

    @Parameters(paramLabel = "TOPIC", description = "as in /odom")
    private String topic;

    @Option(
            names = "--duration",
            paramLabel = "S",
            defaultValue = "5",
            description = "seconds to listen (default ${DEFAULT-VALUE})")
    private double durationS;

    @Override
    public Integer call() {
        if (!(durationS > 0 && durationS <= 3600)) {
            throw new ExitCodes.BadInput("--duration " + durationS + " is not in 0 … 3600 s");
        }
        List<Long> arrivals = new ArrayList<>();
        try (RosContext context = place.open();
                SingleThreadedExecutor executor = new SingleThreadedExecutor(context)) {
            List<Graph.Endpoint> publishers = place.publishers(context, topic);
            MessageType<?> type = RosCommand.type(publishers.getFirst().type());
            Node node = context.createNode(
                    "sanderling_hz_" + ProcessHandle.current().pid());
            node.createSerializedSubscription(
                    type,
                    publishers.getFirst().topic(),
                    (cdr, size, stamp) -> arrivals.add(System.nanoTime()),
                    RosCommand.accepting(publishers));
            executor.addNode(node);
            RosCommand.spin(executor, durationS, () -> false);
        }
        int count = arrivals.size();
        Double hz = count < 2 ? null : (count - 1) * 1e9 / (arrivals.getLast() - arrivals.getFirst());
        Double longestMs = null;
        for (int i = 1; i < count; i++) {
            double gapMs = (arrivals.get(i) - arrivals.get(i - 1)) / 1e6;
            longestMs = longestMs == null ? gapMs : Math.max(longestMs, gapMs);
        }
        Map<String, Object> object = output.envelope();
        object.put("count", count);
        object.put("hz", hz);
        object.put("longestGapMs", longestMs);
        output.print(
                object,
                hz == null
                        ? count + " messages in " + durationS + " s"
                        : String.format(
                                Locale.ROOT, "%.2f Hz (%d messages, longest gap %.1f ms)", hz, count, longestMs));
        return count == 0 ? ExitCodes.CHECK_FAILED : ExitCodes.DONE;
    }
}

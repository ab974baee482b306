package org.sanderling.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.recording.messages.MessageTypes;
import org.sanderling.ros.Graph;
import org.sanderling.ros.QoSProfile;
import org.sanderling.ros.RosContext;
import org.sanderling.ros.RosOptions;
import org.sanderling.ros.SingleThreadedExecutor;
import org.sanderling.ros.dds.DdsLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ros list|echo|hz|pub}: a look at the ROS 2 graph without ROS installed. */
@Command(
        name = "ros",
        mixinStandardHelpOptions = true,
        description = "A look at the ROS 2 graph, without ROS installed.",
        subcommands = {RosListCommand.class, RosEchoCommand.class, RosHzCommand.class, RosPubCommand.class})
final class RosCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, echo, hz or pub");
    }

    /** Where to look, mixed into each. */
    static final class Place {
        @Option(names = "--domain", paramLabel = "ID", description = "0 … 232; else ROS_DOMAIN_ID, else 0")
        Integer domain;

        @Option(names = "--loopback", description = "this machine only, as ROS_AUTOMATIC_DISCOVERY_RANGE=LOCALHOST")
        boolean loopback;

        @Option(
                names = "--wait",
                paramLabel = "S",
                defaultValue = "5",
                description = "longest wait for others to be found, seconds (default ${DEFAULT-VALUE})")
        double waitS;

        RosContext open() {
            if (!(waitS >= 0 && waitS <= 3600)) {
                throw new ExitCodes.BadInput("--wait " + waitS + " is not in 0 … 3600 s");
            }
            RosOptions set = RosOptions.of(System.getenv());
            RosOptions options = new RosOptions(
                    domain == null ? set.domainId() : domain, loopback || set.loopbackOnly(), set.cycloneUri());
            return new RosContext(DdsLibrary.open(), options);
        }

        /** Whether it came true in time. */
        boolean await(BooleanSupplier condition) {
            return await(condition, waitS);
        }

        static boolean await(BooleanSupplier condition, double seconds) {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() >= end || !sleep()) {
                    return condition.getAsBoolean();
                }
            }
            return true;
        }

        /** The topic's publishers, once there are some; all of one type that we know. */
        List<Graph.Endpoint> publishers(RosContext context, String topic) {
            String full = topic.startsWith("/") ? topic : "/" + topic;
            await(() -> !of(context, full).isEmpty());
            List<Graph.Endpoint> publishers = of(context, full);
            if (publishers.isEmpty()) {
                throw new ExitCodes.BadInput(
                        "nobody publishes " + full + " (waited " + waitS + " s): see what there is with ros list");
            }
            List<String> types =
                    publishers.stream().map(Graph.Endpoint::type).distinct().toList();
            if (types.size() > 1) {
                throw new ExitCodes.BadInput(full + " is of several types: " + String.join(", ", types));
            }
            MessageType<?> type = type(types.getFirst());
            publishers.stream()
                    .map(Graph.Endpoint::typeHash)
                    .filter(h -> !h.isEmpty() && !h.equals(type.typeHash()))
                    .findFirst()
                    .ifPresent(h -> {
                        throw new ExitCodes.BadInput(full + ": its " + type.name() + " is " + h + ", ours is "
                                + type.typeHash() + ": the definitions differ");
                    });
            return publishers;
        }

        private static List<Graph.Endpoint> of(RosContext context, String topic) {
            return context.graph().endpoints(topic).stream()
                    .filter(Graph.Endpoint::publisher)
                    .toList();
        }

        private static boolean sleep() {
            try {
                Thread.sleep(20);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    static MessageType<?> type(String name) {
        return MessageTypes.find(name)
                .orElseThrow(() -> new ExitCodes.BadInput("no message type " + name
                        + " here, as in std_msgs/msg/String; docs/messages.md says how to add one"));
    }

    /** What every publisher offers at least. */
    static QoSProfile accepting(List<Graph.Endpoint> publishers) {
        boolean reliable = publishers.stream().allMatch(Graph.Endpoint::reliable);
        boolean kept = publishers.stream().allMatch(Graph.Endpoint::transientLocal);
        return QoSProfile.keepLast(1000)
                .setReliability(reliable ? QoSProfile.Reliability.RELIABLE : QoSProfile.Reliability.BEST_EFFORT)
                .setDurability(kept ? QoSProfile.Durability.TRANSIENT_LOCAL : QoSProfile.Durability.VOLATILE);
    }

    /** Spins until the condition holds or the time is over; true when it held. */
    static boolean spin(SingleThreadedExecutor executor, double seconds, BooleanSupplier until) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (!until.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            executor.spinOnce(Duration.ofNanos(Math.min(left, 100_000_000L)));
        }
        return true;
    }
}

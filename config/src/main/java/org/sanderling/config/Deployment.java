package org.sanderling.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to run: clock, inputs, planner, limits, outputs, record. Read by {@link DeploymentReader}, which has checked
 * every value; each parameter's type, unit, default, range and text stand once, in {@code DeploymentParameters}. Paths
 * are absolute here, and as written in {@code effective}.
 *
 * @param file where it was read from
 * @param name its name
 * @param clock {@code system}; a replay brings its own
 * @param rateHz ticks a second
 * @param deadlineMs from the sensor stamp, or the start of the tick where that is earlier, to publication
 * @param transports {@code inProcess}
 * @param source where inputs come from
 * @param inputs the streams and their limits
 * @param planner model and engine
 * @param decoder how tokens are committed
 * @param limits what a plan may do
 * @param control the loop that follows the published trajectory
 * @param outputs where decisions go
 * @param record what is recorded
 * @param timing margins and warm-up of the loop
 * @param effective every value as written, its canonical text and the {@code configHash}
 */
public record Deployment(
        Path file,
        String name,
        String clock,
        double rateHz,
        double deadlineMs,
        String transports,
        Source source,
        Inputs inputs,
        Planner planner,
        Decoder decoder,
        Limits limits,
        Control control,
        Outputs outputs,
        Recording record,
        Timing timing,
        EffectiveConfig effective) {

    /**
     * A recorded drive as the source.
     *
     * @param recording the MCAP file
     * @param repeat whether it starts anew at its end
     * @param startIndex first image to play
     */
    public record Source(Path recording, boolean repeat, int startIndex) {}

    /** The streams. */
    public record Inputs(Input camera, Input ego) {}

    /**
     * One stream.
     *
     * @param topic its topic
     * @param staleMs age at the start of a tick beyond which it is stale
     */
    public record Input(String topic, double staleMs) {}

    /**
     * The planner.
     *
     * @param model model directory
     * @param engine engine's name
     * @param seed seed of the counter-based random numbers of a sampling rule
     */
    public record Planner(Path model, String engine, long seed) {}

    /**
     * How tokens are committed; what is null comes from the model's manifest.
     *
     * @param rule commit rule, one of {@link org.sanderling.planners.rules.Rules}; null for the manifest's
     * @param maxForwards most forwards a tick
     * @param temperature of a sampling rule; 0 takes no random numbers
     */
    public record Decoder(@Nullable String rule, @Nullable Integer maxForwards, double temperature) {}

    /**
     * What a plan may do.
     *
     * @param dofs limits of each degree of freedom, in the model's order
     * @param tailMs how long after its stamp a plan may be followed on
     * @param stopS time in which STOP reaches its targets
     */
    public record Limits(List<DofLimit> dofs, double tailMs, double stopS) {
        public Limits {
            dofs = List.copyOf(dofs);
        }
    }

    /**
     * Limits of one degree of freedom.
     *
     * @param name its name in the tokenizer spec
     * @param min least value
     * @param max greatest value
     * @param ratePerS greatest change a second
     * @param jump greatest difference between a plan at publication and the measured state
     * @param stop what STOP drives it to: a value, or null to hold the last command
     */
    public record DofLimit(
            String name,
            double min,
            double max,
            double ratePerS,
            double jump,
            @Nullable Double stop) {}

    /**
     * The control loop.
     *
     * @param rateHz evaluations of the published trajectory a second; 0 for none
     */
    public record Control(double rateHz) {}

    /** Where decisions go. */
    public record Outputs(Mqtt mqtt) {}

    /**
     * MQTT 5.
     *
     * @param enabled whether decisions are published there
     * @param uri broker, {@code tcp://host:port} or {@code ssl://host:port}
     * @param clientId client identifier
     * @param topic topic of the decisions
     * @param statusTopic topic of the retained status and last will
     * @param qos quality of service of decisions, 0 or 1
     * @param queue decisions that may wait for the broker; when it is full they give way to the newest
     * @param reconnectMinMs first wait before a new attempt
     * @param reconnectMaxMs longest wait
     */
    public record Mqtt(
            boolean enabled,
            String uri,
            String clientId,
            String topic,
            String statusTopic,
            int qos,
            int queue,
            double reconnectMinMs,
            double reconnectMaxMs) {}

    /**
     * The recording.
     *
     * @param file where to, or null for none
     * @param compression {@code zstd}, {@code lz4} or {@code none}
     * @param chunkMs a chunk is closed after at most this time
     * @param queue ticks that may wait for the disk
     */
    public record Recording(@Nullable Path file, String compression, double chunkMs, int queue) {}

    /**
     * Margins and warm-up.
     *
     * @param marginMs time before the deadline at which the pacer publishes from its table
     * @param warmUpTicks ticks on synthetic input before arming
     * @param forwardQuantile quantile of the measured forward times that a budget reckons with
     * @param scheduling realTime or shared
     * @param core core of the loop's threads under realTime; −1 for the last one allowed
     */
    public record Timing(double marginMs, int warmUpTicks, double forwardQuantile, String scheduling, int core) {}
}

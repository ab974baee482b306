package org.sanderling.config;

import static org.sanderling.config.Declared.defaulted;
import static org.sanderling.config.Declared.list;
import static org.sanderling.config.Declared.nullable;
import static org.sanderling.config.Declared.required;
import static org.sanderling.config.Declared.section;
import static org.sanderling.config.ValueTypes.FLAG;
import static org.sanderling.config.ValueTypes.NAME;
import static org.sanderling.config.ValueTypes.PATH;
import static org.sanderling.config.ValueTypes.TOPIC;
import static org.sanderling.config.ValueTypes.choice;
import static org.sanderling.config.ValueTypes.real;
import static org.sanderling.config.ValueTypes.whole;

import org.sanderling.config.Declared.Section;
import org.sanderling.planners.rules.Rules;

/** The single declaration of every parameter of a {@link Deployment}. */
final class DeploymentParameters {
    /** Greatest whole number that every reader of JSON keeps exactly, 2⁵³ − 1. */
    private static final long EXACT = 9_007_199_254_740_991L;

    private static final double MILLION = 1e6;

    private static final Section SOURCE = section(
            "source",
            "Where inputs come from: a recorded drive.",
            required("recording", PATH, "", "the MCAP file to play"),
            defaulted("repeat", FLAG, "", false, "whether it starts anew at its end; the history starts anew with it"),
            defaulted("startIndex", whole(0, 1_000_000_000), "", 0L, "first image to play, counted from 0"));

    private static final Section CAMERA = section(
            "camera",
            "The camera's images.",
            defaulted("topic", TOPIC, "", "/camera/image/compressed", "its topic in the source"),
            defaulted(
                    "staleMs",
                    real(1, 60_000),
                    "ms",
                    120L,
                    "an image older than this at the start of a tick is stale: no new plan is made from it"));

    private static final Section EGO = section(
            "ego",
            "The vehicle's own state: the commands that were carried out.",
            defaulted("topic", TOPIC, "", "/driver/command", "its topic in the source"),
            defaulted(
                    "staleMs",
                    real(1, 60_000),
                    "ms",
                    200L,
                    "a state older than this at the start of a tick is stale: no new plan is made from it"));

    private static final Section PLANNER = section(
            "planner",
            "The model that plans and the engine that runs it.",
            required("model", PATH, "", "the model directory, with its manifest.yaml"),
            defaulted("engine", NAME, "", "onnxruntime", "the engine's name, as `engine list` shows it"),
            defaulted(
                    "seed",
                    whole(0, EXACT),
                    "",
                    1L,
                    "seed of the random numbers of a sampling rule; the same seed gives the same plans"));

    private static final Section DECODER = section(
            "decoder",
            "How the planner's tokens are committed. What is left out comes from the model's manifest.",
            nullable("rule", choice(Rules.names()), "", "the commit rule; left out, the manifest's"),
            nullable("maxForwards", whole(1, 1000), "", "most forwards a tick; left out, the manifest's"),
            defaulted(
                    "temperature",
                    real(0, 10),
                    "",
                    0L,
                    "temperature of a sampling rule; 0 takes the most likely token and no random numbers"));

    private static final Section DOFS = list(
            "dofs",
            "Limits of each degree of freedom, in the model's order.",
            required("name", NAME, "", "its name in the model's tokenizer"),
            required("min", real(-MILLION, MILLION), "DoF unit", "least value"),
            required("max", real(-MILLION, MILLION), "DoF unit", "greatest value"),
            required("ratePerS", real(0.001, MILLION), "DoF unit/s", "greatest change a second along a plan"),
            required(
                    "jump",
                    real(0.001, MILLION),
                    "DoF unit",
                    "greatest difference between a plan at its publication and the measured state"),
            nullable(
                    "stop",
                    real(-MILLION, MILLION),
                    "DoF unit",
                    "the value that STOP drives it to; left out or null, the last command is held"));

    private static final Section LIMITS = section(
            "limits",
            "What a plan may do, and what happens without one.",
            DOFS,
            defaulted(
                    "tailMs",
                    real(0, 60_000),
                    "ms",
                    800L,
                    "how long after its observation's stamp the last plan may be followed on (rung TAIL)"),
            defaulted("stopS", real(0.05, 60), "s", 1L, "time in which rung STOP reaches its targets"));

    private static final Section MQTT = section(
            "mqtt",
            "Decisions over MQTT 5, as JSON.",
            defaulted("enabled", FLAG, "", false, "whether decisions are published there"),
            defaulted("uri", ValueTypes.BROKER, "", "tcp://127.0.0.1:1883", "the broker; ssl:// for TLS"),
            defaulted("clientId", NAME, "", "sanderling", "client identifier; two clients of one broker must differ"),
            defaulted("topic", TOPIC, "", "sanderling/decision", "topic of the decisions"),
            defaulted("statusTopic", TOPIC, "", "sanderling/status", "topic of the retained status and the last will"),
            defaulted("qos", whole(0, 1), "", 0L, "quality of service of decisions; 0 is for the lowest delay"),
            defaulted(
                    "queue",
                    whole(1, 65_536),
                    "decisions",
                    64L,
                    "decisions that may wait for the broker; when it is full they give way to the newest, and are counted"),
            defaulted(
                    "reconnectMinMs",
                    real(10, 600_000),
                    "ms",
                    200L,
                    "wait before the first new attempt to reach a broker; it doubles with each"),
            defaulted("reconnectMaxMs", real(10, 600_000), "ms", 5000L, "longest wait between two attempts"));

    private static final Section RECORD = section(
            "record",
            "The recording of the run (MCAP).",
            nullable("file", PATH, "", "the file to write; left out, nothing is recorded unless `--record` says so"),
            defaulted("compression", choice("zstd", "lz4", "none"), "", "zstd", "compression of its chunks"),
            defaulted(
                    "chunkMs",
                    real(1, 10_000),
                    "ms",
                    50L,
                    "a chunk is closed after at most this time; a power cut loses no more than about two"),
            defaulted("queue", whole(1, 65_536), "ticks", 256L, "ticks that may wait for the disk"));

    private static final Section TIMING = section(
            "timing",
            "Margins and warm-up of the loop.",
            defaulted(
                    "marginMs",
                    real(0, 1000),
                    "ms",
                    3L,
                    "time before the deadline at which the pacer publishes from its pre-checked table"),
            defaulted("warmUpTicks", whole(0, 100_000), "ticks", 200L, "ticks on synthetic input before arming"),
            defaulted(
                    "forwardQuantile",
                    real(0.5, 1),
                    "",
                    0.95,
                    "quantile of the measured times of a forward that the budget reckons with"),
            defaulted(
                    "scheduling",
                    choice("realTime", "shared"),
                    "",
                    "realTime",
                    "realTime: the loop's threads go before all others (SCHED_FIFO), where this process may;"
                            + " shared: as any other"),
            defaulted(
                    "core",
                    whole(-1, 1023),
                    "",
                    -1L,
                    "core that pacer, planner and control threads share under realTime; -1: the last one allowed"));

    /** Everything. */
    static final Section ROOT = section(
            "",
            "The loop.",
            required("name", NAME, "", "name of the deployment, in recordings and reports"),
            defaulted("clock", choice("system"), "", "system", "the clock; a replay brings its own"),
            defaulted("rateHz", real(1, 1000), "Hz", 20L, "ticks a second"),
            defaulted(
                    "deadlineMs",
                    real(1, 10_000),
                    "ms",
                    40L,
                    "from the sensor's stamp, or the start of the tick where that is earlier, to publication"),
            defaulted("transports", choice("inProcess"), "", "inProcess", "how the parts of the runtime are joined"),
            SOURCE,
            section("inputs", "The streams that the planner sees.", CAMERA, EGO),
            PLANNER,
            DECODER,
            LIMITS,
            section(
                    "control",
                    "The loop that follows the published trajectory.",
                    defaulted(
                            "rateHz",
                            real(0, 1000),
                            "Hz",
                            0L,
                            "evaluations of the published trajectory a second; 0 for no such loop")),
            section("outputs", "Where decisions go.", MQTT),
            RECORD,
            TIMING);

    private DeploymentParameters() {}
}

package org.sanderling.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.openloop.OpenLoopError;
import org.sanderling.evaluation.openloop.OpenLoopEvaluation;
import org.sanderling.evaluation.openloop.OpenLoopRequest;
import org.sanderling.evaluation.openloop.OpenLoopResult;
import org.sanderling.evaluation.openloop.SteeringBound;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.time.SystemClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate planner}: a model's error on a recorded drive. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "A model's error on a recording, or its collisions in the two-ways task, beside naive baselines.",
        subcommands = {EvaluateCommand.Planner.class, EvaluateTwoWaysCommand.class},
        synopsisSubcommandLabel = "planner|two-ways")
final class EvaluateCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to evaluate: planner, two-ways");
    }

    /** The engine with this name, if it can run here. */
    static Engine engine(String name) {
        ServiceLoader<Engine> engines = ServiceLoader.load(Engine.class);
        for (Engine engine : engines) {
            if (engine.name().equals(name)) {
                String reason = engine.unavailable();
                if (reason != null) {
                    throw new ExitCodes.Missing("engine " + name + ": " + reason);
                }
                return engine;
            }
        }
        throw new ExitCodes.BadInput("planner.engine: " + name + ": no such engine; allowed: "
                + StreamSupport.stream(engines.spliterator(), false)
                        .map(Engine::name)
                        .collect(Collectors.joining(", ")));
    }

    @Command(
            name = "planner",
            mixinStandardHelpOptions = true,
            description = "Plans at every frame with a whole history and a whole future, and compares with the driver.")
    static final class Planner implements Callable<Integer> {
        @Mixin
        Output output;

        @Parameters(paramLabel = "BAG", description = "the recorded drive")
        Path recording;

        @Option(names = "--model", required = true, paramLabel = "DIR", description = "model directory")
        Path model;

        @Option(
                names = "--train",
                paramLabel = "BAG",
                description = "the drive trained on: for the baselines trainMean and nearestFive")
        @Nullable
        Path train;

        @Option(
                names = "--decoder",
                paramLabel = "NAME",
                description = "commit rule, as in docs/decoders.md (default: the manifest's)")
        @Nullable
        String rule;

        @Option(
                names = "--deadline-ms",
                paramLabel = "D",
                description = "time for one decoding; it then does with fewer forwards (default: any time)")
        @Nullable
        Double deadlineMs;

        @Option(
                names = "--deployment",
                paramLabel = "FILE",
                description = "its limits judge the plans (default: config/deployments/demo.yaml)")
        @Nullable
        Path deploymentFile;

        @Option(
                names = "--frames",
                paramLabel = "FROM-TO",
                description = "only windows within these frames, as in 640-799 (default: all)")
        @Nullable
        String frames;

        @Override
        public Integer call() {
            long[] within = frames();
            if (deadlineMs != null && !(deadlineMs > 0 && deadlineMs <= 60_000)) {
                throw new ExitCodes.BadInput("--deadline-ms " + deadlineMs + ": allowed: above 0, up to 60000");
            }
            Deployment deployment = deployment();
            LoopParts parts = LoopParts.of(deployment, ManifestReader.read(model), 0);
            Engine engine = engine(deployment.planner().engine());
            ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "frames");
            OpenLoopResult result;
            try (TurboJpegDecoder decoder = new TurboJpegDecoder()) {
                result = OpenLoopEvaluation.run(
                        new OpenLoopRequest(
                                parts,
                                recording,
                                train,
                                deadlineMs == null ? Double.NaN : deadlineMs,
                                engine,
                                decoder,
                                new SystemClock(),
                                within[0],
                                within[1]),
                        progress::at);
            } finally {
                progress.end();
            }
            Map<String, Object> o = output.envelope();
            Map<Object, Object> machine = new LinkedHashMap<>((Map<?, ?>) o.get("machine"));
            machine.put("engine", engine.name() + " " + engine.version());
            o.put("machine", machine);
            o.putAll(result.figures());
            output.print(o, plain(result));
            return ExitCodes.DONE;
        }

        private long[] frames() {
            if (frames == null) {
                return new long[] {0, Long.MAX_VALUE};
            }
            if (!frames.matches("[0-9]{1,9}-[0-9]{1,9}")) {
                throw new ExitCodes.BadInput("--frames " + frames + ": allowed: FROM-TO, as in 640-799");
            }
            String[] ends = frames.split("-");
            return new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1])};
        }

        private Deployment deployment() {
            Path file = deploymentFile == null
                    ? ProjectHome.directory().resolve("config/deployments/demo.yaml")
                    : deploymentFile;
            Map<String, String> overrides = new HashMap<>();
            if (rule != null) {
                overrides.put("decoder.rule", rule);
            }
            return DeploymentReader.read(file, overrides);
        }

        private static String plain(OpenLoopResult r) {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%d frames, %.2f s ahead%n%-12s %9s  %-16s %9s %9s%n",
                    r.trials().size(),
                    r.horizonS(),
                    "",
                    "steering",
                    "95 %",
                    "rmse",
                    "throttle"));
            row(text, "planner", r.error());
            row(text, "regression", r.baselines().regression());
            row(text, "nearest five", r.baselines().nearestFive());
            row(text, "hold last", r.baselines().holdLast());
            row(text, "train mean", r.baselines().trainMean());
            if (r.minusRegression() != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "planner minus regression %+.4f (%+.4f … %+.4f)%n",
                        r.minusRegression().mean(),
                        r.minusRegression().low(),
                        r.minusRegression().high()));
            }
            SteeringBound bound = r.steeringBound();
            if (bound != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "steering within %.3f in %.0f %% by the drive's first half; in the second %.1f %% (%.1f … %.1f)%n",
                        bound.bound().bound(),
                        100 * bound.bound().coverage(),
                        100 * bound.measured(),
                        100 * bound.low(),
                        100 * bound.high()));
            }
            return text.append(String.format(
                            Locale.ROOT,
                            "decisions: lateral %.1f %% right (commonest class %.1f %%), longitudinal %.1f %% (%.1f %%); "
                                    + "controllability %.2f%nvalid %.2f %%, forwards %s, context %.2f ms, denoise %.2f ms",
                            100 * r.decisions().lateralAccuracy(),
                            100 * r.decisions().lateralMajority(),
                            100 * r.decisions().longitudinalAccuracy(),
                            100 * r.decisions().longitudinalMajority(),
                            r.controllability(),
                            100 * r.validFraction(),
                            r.figures().get("forwards"),
                            r.contextMs(),
                            r.denoiseMs()))
                    .append(r.late() == null ? "" : ", late " + r.late())
                    .toString();
        }

        private static void row(StringBuilder text, String name, @Nullable OpenLoopError e) {
            if (e != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-12s %9.4f  %.4f … %.4f  %9.4f %9.4f%n",
                        name,
                        e.steeringMae(),
                        e.low(),
                        e.high(),
                        e.steeringRmse(),
                        e.throttleMae()));
            }
        }
    }
}

package org.sanderling.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.openloop.FrameRange;
import org.sanderling.evaluation.openloop.OpenLoopError;
import org.sanderling.evaluation.openloop.OpenLoopEvaluation;
import org.sanderling.evaluation.openloop.OpenLoopRequest;
import org.sanderling.evaluation.openloop.OpenLoopResult;
import org.sanderling.evaluation.openloop.PlanTrial;
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
        subcommands = {EvaluateCommand.Planner.class, EvaluateTwoWaysCommand.class, EvaluateWorldCommand.class},
        synopsisSubcommandLabel = "planner|two-ways|world-model")
final class EvaluateCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to evaluate: planner, two-ways, world-model");
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
                names = "--frames",
                paramLabel = "FIRST-LAST",
                converter = FrameRangeText.class,
                description = "only windows whose frame and target lie there (default: all; frames count from 0)")
        FrameRange frames = FrameRange.ALL;

        @Option(
                names = "--train",
                paramLabel = "BAG",
                description = "the drive trained on: for the baselines trainMean and nearestFive")
        @Nullable
        Path train;

        @Option(
                names = "--train-frames",
                paramLabel = "FIRST-LAST",
                converter = FrameRangeText.class,
                description = "the part of it that was trained on (default: all)")
        FrameRange trainFrames = FrameRange.ALL;

        @Option(names = "--decoder", paramLabel = "NAME", description = "commit rule (default: the manifest's)")
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

        @Override
        public Integer call() {
            if (deadlineMs != null && !(deadlineMs > 0 && deadlineMs <= 60_000)) {
                throw new ExitCodes.BadInput("--deadline-ms " + deadlineMs + ": allowed: above 0, up to 60000");
            }
            Deployment deployment = deployment();
            LoopParts parts = LoopParts.of(deployment, ManifestReader.read(model), 0);
            Engine engine = LiveSetup.engine(deployment.planner().engine());
            ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "frames");
            OpenLoopResult result;
            try (TurboJpegDecoder decoder = new TurboJpegDecoder()) {
                result = OpenLoopEvaluation.run(
                        new OpenLoopRequest(
                                parts,
                                recording,
                                frames,
                                train,
                                trainFrames,
                                deadlineMs == null ? Double.NaN : deadlineMs,
                                engine,
                                decoder,
                                new SystemClock()),
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
                                    + "controllability %.2f%nvalid %.2f %%, %s, context %.2f ms, denoise %.2f ms",
                            100 * r.decisions().lateralAccuracy(),
                            100 * r.decisions().lateralMajority(),
                            100 * r.decisions().longitudinalAccuracy(),
                            100 * r.decisions().longitudinalMajority(),
                            r.controllability(),
                            100 * r.validFraction(),
                            forwards(r),
                            r.contextMs(),
                            r.denoiseMs()))
                    .append(r.late() == null ? "" : ", late " + r.late())
                    .toString();
        }

        private static String forwards(OpenLoopResult r) {
            var forwards = r.trials().stream().mapToInt(PlanTrial::forwards).summaryStatistics();
            return String.format(
                    Locale.ROOT, "%.2f forwards a plan, at most %d", forwards.getAverage(), forwards.getMax());
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

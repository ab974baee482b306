package org.sanderling.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.openloop.FrameRange;
import org.sanderling.evaluation.world.WorldEvaluation;
import org.sanderling.evaluation.world.WorldRequest;
import org.sanderling.evaluation.world.WorldResult;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.world.WorldSampling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate world-model}: predicted against real frames, beside the last seen one. */
@Command(
        name = "world-model",
        mixinStandardHelpOptions = true,
        description = "Dreams from every frame with a full window before it and the whole horizon after it.")
final class EvaluateWorldCommand implements Callable<Integer> {
    private static final int MAX_HORIZON = 1000;

    @Mixin
    Output output;

    @Parameters(paramLabel = "BAG", description = "the recorded drive")
    Path recording;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "model directory")
    Path model;

    @Option(names = "--steps", paramLabel = "K", description = "steps of the sampler (default: the manifest's)")
    int steps;

    @Option(
            names = "--horizon",
            paramLabel = "H",
            defaultValue = "10",
            description = "frames ahead (default: ${DEFAULT-VALUE})")
    int horizon;

    @Option(
            names = "--frames",
            paramLabel = "FIRST-LAST",
            converter = FrameRangeText.class,
            description = "only predictions of frames that lie there (default: all; frames count from 0)")
    FrameRange frames = FrameRange.ALL;

    @Option(names = "--mode", paramLabel = "NAME", description = "point or sample (default: the manifest's)")
    @Nullable
    String mode;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "euler, heun or consistency (default: the manifest's)")
    @Nullable
    String sampler;

    @Option(names = "--seed", paramLabel = "N", description = "of the noise of samples (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--deployment",
            paramLabel = "FILE",
            description = "its topics are read (default: config/deployments/demo.yaml)")
    @Nullable
    Path deploymentFile;

    @Override
    public Integer call() {
        if (horizon < 1 || horizon > MAX_HORIZON) {
            throw new ExitCodes.BadInput("--horizon " + horizon + ": allowed: 1 … " + MAX_HORIZON);
        }
        ModelManifest manifest = ManifestReader.read(model);
        WorldSampling sampling = sampling(manifest, steps, mode, sampler, seed);
        Deployment deployment = deployment(deploymentFile);
        Engine engine = NamedEngine.of(deployment.planner().engine(), "planner.engine");
        ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "frames");
        WorldResult result;
        try (TurboJpegDecoder decoder = new TurboJpegDecoder()) {
            result = WorldEvaluation.run(
                    new WorldRequest(
                            manifest,
                            sampling,
                            recording,
                            deployment.inputs(),
                            frames,
                            horizon,
                            engine,
                            decoder,
                            new SystemClock()),
                    progress::at);
        } finally {
            progress.end();
        }
        Map<String, Object> o = output.envelope();
        NamedEngine.note(o, engine);
        o.putAll(result.figures());
        output.print(o, plain(result));
        return ExitCodes.DONE;
    }

    static Deployment deployment(@Nullable Path file) {
        return DeploymentReader.read(
                file == null ? ProjectHome.directory().resolve("config/deployments/demo.yaml") : file, Map.of());
    }

    static WorldSampling sampling(
            ModelManifest manifest, int steps, @Nullable String mode, @Nullable String sampler, long seed) {
        if (steps < 0 || steps > WorldSampling.MAX_STEPS) {
            throw new ExitCodes.BadInput("--steps " + steps + ": allowed: 1 … " + WorldSampling.MAX_STEPS);
        }
        if (mode != null && !mode.equals("point") && !mode.equals("sample")) {
            throw new ExitCodes.BadInput("--mode " + mode + ": allowed: point, sample");
        }
        if (sampler != null && !sampler.matches("euler|heun|consistency")) {
            throw new ExitCodes.BadInput("--sampler " + sampler + ": allowed: euler, heun, consistency");
        }
        return WorldSampling.of(manifest, steps, mode, sampler, seed);
    }

    private static String plain(WorldResult r) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d frames, %d steps of %s, %s%n%-8s %9s %9s %6s %7s %7s%n",
                r.frames(),
                r.steps(),
                r.sampler(),
                r.mode(),
                "ahead",
                "dB",
                "copy dB",
                "gain",
                "SSIM",
                "copy"));
        for (int h = 0; h < r.predicted().size(); h++) {
            double ours = r.predicted().get(h).psnrDb();
            double copied = r.copied().get(h).psnrDb();
            text.append(String.format(
                    Locale.ROOT,
                    "%-8d %9.2f %9.2f %+6.2f %7.3f %7.3f%n",
                    h + 1,
                    ours,
                    copied,
                    ours - copied,
                    r.predicted().get(h).meanSsim(),
                    r.copied().get(h).meanSsim()));
        }
        text.append(String.format(
                Locale.ROOT,
                "autoencoder %.2f dB; one ahead with steering negated %.2f dB%n"
                        + "kernel distance of frame differences ×1000: %.2f (copied %.2f, real blurred %.2f, real halves %.2f)%n",
                r.autoencoder().psnrDb(),
                r.negated().psnrDb(),
                r.distances().predicted(),
                r.distances().copied(),
                r.distances().blurred(),
                r.distances().halves()));
        text.append("spoilt frames told from good ones, AUROC:");
        r.monitor().auroc().forEach((fault, area) -> text.append(String.format(Locale.ROOT, " %s %.3f", fault, area)));
        text.append(" (scale of ").append(r.monitor().scale()).append(")\n");
        return text.append(String.format(
                        Locale.ROOT,
                        "%.0f frames/s: encode %.2f ms, draw %.2f, remember %.2f, decode %.2f; %.1f B a frame",
                        r.times().fps(),
                        r.times().encodeMs(),
                        r.times().drawMs(),
                        r.times().rememberMs(),
                        r.times().decodeMs(),
                        r.times().bytesPerFrame()))
                .toString();
    }
}

package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.openloop.DrivenFrames;
import org.sanderling.evaluation.world.Png;
import org.sanderling.evaluation.world.Rollout;
import org.sanderling.evaluation.world.WorldDrive;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.planners.world.WorldShape;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.WorldGraphs;
import org.sanderling.runtime.time.SystemClock;
import org.sanderling.runtime.world.WorldSampling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imagine}: a rollout of a world model as an animation and a contact sheet. */
@Command(
        name = "imagine",
        mixinStandardHelpOptions = true,
        description = "Dreams from a frame of a recording on; writes an animation and a contact sheet.")
final class ImagineCommand implements Callable<Integer> {
    private static final int MAX_FRAMES = 1000;
    private static final int WARM_UP = 20;
    private static final int SHEET_COLUMNS = 10;
    private static final int SHOWN_WIDTH = 256;

    @Mixin
    Output output;

    @Parameters(paramLabel = "BAG", description = "the recorded drive")
    Path recording;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "model directory")
    Path model;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "FRAME",
            description = "the last frame that is seen, counted from the recording's first")
    long at;

    @Option(names = "--frames", required = true, paramLabel = "N", description = "how many to dream")
    int frames;

    @Option(names = "--steps", paramLabel = "K", description = "steps of the sampler (default: the manifest's)")
    int steps;

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
            names = "--actions",
            paramLabel = "CSV|hold",
            description =
                    "columns steering and throttle, a row a frame, or `hold` for the last action (default: the recorded ones)")
    @Nullable
    String actions;

    @Option(
            names = "--speculate",
            paramLabel = "N",
            defaultValue = "1",
            description = "frames drawn at once, as if the action persisted (default: ${DEFAULT-VALUE})")
    int speculate;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "out/imagine", description = "where the pictures go")
    Path out;

    @Option(
            names = "--deployment",
            paramLabel = "FILE",
            description = "its topics are read (default: config/deployments/demo.yaml)")
    @Nullable
    Path deploymentFile;

    @Override
    public Integer call() throws IOException {
        if (frames < 1 || frames > MAX_FRAMES) {
            throw new ExitCodes.BadInput("--frames " + frames + ": allowed: 1 … " + MAX_FRAMES);
        }
        ModelManifest manifest = ManifestReader.read(model);
        WorldSampling sampling = EvaluateWorldCommand.sampling(manifest, steps, mode, sampler, seed);
        Deployment deployment = EvaluateWorldCommand.deployment(deploymentFile);
        Engine engine = NamedEngine.of(deployment.planner().engine(), "planner.engine");
        DrivenFrames drive = DrivenFrames.read(recording, deployment.inputs(), Math.round(1e9 / manifest.rateHz()));
        int row = row(drive);
        try (TurboJpegDecoder decoder = new TurboJpegDecoder();
                WorldGraphs graphs = new WorldGraphs(manifest, engine);
                WorldDrive seen = new WorldDrive(
                        drive, manifest, graphs, decoder, graphs.shape().window() + 2)) {
            graphs.warmUp(WARM_UP);
            Rollout rollout =
                    Rollout.run(seen, graphs, sampling, row, actions(seen, row), speculate, new SystemClock());
            write(rollout, graphs.shape(), manifest.rateHz(), sampling, engine);
        }
        return ExitCodes.DONE;
    }

    private int row(DrivenFrames drive) {
        for (int row = 0; row < drive.frames().size(); row++) {
            if (drive.frames().get(row).index() == at) {
                return row;
            }
        }
        throw new ExitCodes.BadInput("--at " + at + ": " + recording + " has no such frame; it has "
                + drive.frames().getFirst().index() + " … "
                + drive.frames().getLast().index());
    }

    private List<float[]> actions(WorldDrive drive, int row) {
        if (actions != null && !actions.equals("hold")) {
            return ActionFile.read(Path.of(actions), frames);
        }
        List<float[]> list = new ArrayList<>();
        float[] last = drive.drive().frames().get(row).action();
        for (int h = 0; h < frames; h++) {
            // Beyond the recording's end, as with `hold`, the last action goes on.
            if (actions == null && drive.whole(row, row + h)) {
                last = drive.drive().frames().get(row + h).action();
            }
            list.add(last);
        }
        return list;
    }

    private void write(Rollout rollout, WorldShape shape, double rateHz, WorldSampling sampling, Engine engine)
            throws IOException {
        int zoom = Math.max(1, SHOWN_WIDTH / shape.widthPx());
        Path sheet = out.resolve("sheet.png");
        Path animation = out.resolve("dream.png");
        int every = Math.max(1, (frames + SHEET_COLUMNS - 1) / SHEET_COLUMNS);
        Png.write(sheet, rollout.sheet(shape.heightPx(), shape.widthPx(), every, Math.max(1, zoom / 2)));
        Png.animate(
                animation,
                rollout.frames(shape.heightPx(), shape.widthPx(), zoom),
                Math.toIntExact(Math.round(1000 / rateHz)));
        Map<String, Object> o = output.envelope();
        NamedEngine.note(o, engine);
        o.put("framesPerSecond", rollout.framesPerSecond());
        o.put("stepsPerFrame", sampling.steps());
        o.put("accepted", rollout.accepted());
        o.put("proposed", rollout.proposed());
        o.put("image", sheet.toString());
        o.put("animation", animation.toString());
        o.put("psnrDb", rollout.psnrDb());
        String errors = rollout.psnrDb().isEmpty()
                ? "no real frames follow"
                : String.format(
                        Locale.ROOT,
                        "%.2f dB at the first, %.2f dB at the last that is known",
                        rollout.psnrDb().getFirst(),
                        rollout.psnrDb().getLast());
        output.print(
                o,
                String.format(
                        Locale.ROOT,
                        "%d frames at %.0f a second, %s%nspeculated frames used: %d of %d%n"
                                + "%s (real above, dreamt, difference below)%n%s (animated: real, dreamt, difference)",
                        frames,
                        rollout.framesPerSecond(),
                        errors,
                        rollout.accepted(),
                        rollout.proposed(),
                        sheet,
                        animation));
    }
}

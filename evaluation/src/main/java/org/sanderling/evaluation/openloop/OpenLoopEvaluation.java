package org.sanderling.evaluation.openloop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.importers.Progress;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.engine.RegressionGraph;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationBuilder;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.source.SourceException;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * Plans at every window of a recorded drive and compares with what was driven. Observations come from the live loop's own
 * builder, fed with the recording in the order of its stamps; plans from its decoder, tokenizer and check.
 *
 * <p>A window whose own image does not decode is left out and counted; where there is no plan, the last command is held
 * and the window is not valid.
 */
public final class OpenLoopEvaluation {
    private static final int WARM_UP_FORWARDS = 10;

    private final OpenLoopRequest request;
    private final ModelManifest manifest;
    private final ObservationShape shape;

    private OpenLoopEvaluation(OpenLoopRequest request) {
        this.request = request;
        manifest = request.parts().manifest();
        requirePlannerOfCommands(manifest);
        shape = ObservationShape.of(manifest);
    }

    /**
     * Evaluates.
     *
     * @param progress hears how many windows are done
     * @throws SourceException where the recording, or the training one, has no window
     * @throws ConfigException where the model is no planner of steering and throttle, or disagrees with its graphs
     * @throws org.sanderling.recording.mcap.McapException where a recording cannot be read
     */
    public static OpenLoopResult run(OpenLoopRequest request, Progress progress) {
        return new OpenLoopEvaluation(request).run(progress);
    }

    private OpenLoopResult run(Progress progress) {
        DrivenFrames drive = read(request.recording());
        List<Window> windows = windows(drive, request.frames());
        Path train = request.train();
        TrainingDrive training = train == null ? null : training(train);
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, request.engine());
                RegressionGraph regression =
                        RegressionGraph.isIn(manifest) ? new RegressionGraph(manifest, request.engine()) : null) {
            graphs.warmUp(WARM_UP_FORWARDS);
            TimedForwards model = new TimedForwards(graphs, request.clock());
            PlanTrials trials =
                    new PlanTrials(request.parts(), shape, model, regression, request.clock(), request.deadlineMs());
            List<Window> kept = new ArrayList<>();
            List<PlanTrial> done = drive(drive, windows, trials, kept, progress);
            if (kept.isEmpty()) {
                throw new SourceException(drive.file() + ": no image at a window is a " + shape.widthPx() + " × "
                        + shape.heightPx() + " JPEG; record with the model's camera");
            }
            return OpenLoopResult.of(request, kept, done, windows.size() - kept.size(), training, model);
        }
    }

    private List<PlanTrial> drive(
            DrivenFrames drive, List<Window> windows, PlanTrials trials, List<Window> kept, Progress progress) {
        List<PlanTrial> done = new ArrayList<>();
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment jpeg = memory.allocate(drive.longestJpeg(), 64);
            ObservationBuilder builder =
                    request.parts().observations(shape, request.decoder(), new InputCounters(), new InputCounters());
            Observation observation = shape.create();
            int next = 0;
            for (int row = 0; row < drive.frames().size() && next < windows.size(); row++) {
                DrivenFrames.Frame frame = drive.frames().get(row);
                MemorySegment.copy(frame.jpeg(), 0, jpeg, ValueLayout.JAVA_BYTE, 0, frame.jpeg().length);
                builder.image(frame.index(), frame.stampNs(), frame.stampNs(), jpeg, frame.jpeg().length, observation);
                if (windows.get(next).row() == row) {
                    Window window = windows.get(next++);
                    if (observation.fault != Reason.INPUT_CORRUPT.ordinal()) {
                        kept.add(window);
                        done.add(trials.at(window, observation, frame.index()));
                    }
                    progress.at(next, windows.size());
                }
                builder.action(frame.index(), frame.stampNs(), frame.stampNs(), frame.action());
            }
        }
        return done;
    }

    private DrivenFrames read(Path file) {
        return DrivenFrames.read(file, request.parts().deployment().inputs(), shape.periodNs());
    }

    private List<Window> windows(DrivenFrames drive, FrameRange range) {
        int samples = manifest.tokenizer().samples();
        List<Window> windows = Window.of(drive.frames(), shape.steps(), samples, range);
        if (windows.isEmpty()) {
            throw new SourceException(drive.file() + ": none of its "
                    + drive.frames().size() + " frames has" + range.text() + " " + shape.steps() + " before and "
                    + (samples - 1) + " after it without a gap; give a longer drive");
        }
        return windows;
    }

    private TrainingDrive training(Path file) {
        DrivenFrames drive = read(file);
        TrainingDrive training =
                TrainingDrive.of(drive, windows(drive, request.trainFrames()), shape, request.decoder());
        if (training.windows().size() < NaiveBaselines.NEIGHBOURS) {
            throw new SourceException(file + ": fewer than " + NaiveBaselines.NEIGHBOURS
                    + " windows with a readable image to learn from; give a longer drive");
        }
        return training;
    }

    private static void requirePlannerOfCommands(ModelManifest manifest) {
        if (!manifest.task().equals("planner")) {
            throw new ConfigException(
                    manifest.directory() + ": a " + manifest.task() + ", not a planner; name a planner's directory");
        }
        List<String> dofs = manifest.tokenizer().dofs().stream()
                .map(TokenizerSpec.Dof::name)
                .toList();
        if (!dofs.equals(List.of("steering", "throttle"))) {
            throw new ConfigException(manifest.directory() + ": plans " + dofs
                    + "; a recorded drive has [steering, throttle]; name a planner of those");
        }
        for (String slot : List.of("lateral", "longitudinal")) {
            int at = manifest.template().indexOf(slot);
            if (at < 0 || manifest.template().slots().get(at).count() != DrivingLabel.CLASSES) {
                throw new ConfigException(manifest.directory() + ": its template has no decision slot '" + slot
                        + "' of " + DrivingLabel.CLASSES + " classes; name a planner with decisions");
            }
        }
    }
}

package org.sanderling.evaluation.openloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;

/**
 * Errors of what a planner has to beat; null where one cannot be had.
 *
 * @param trainMean each step's mean over the training windows: from a training drive, else from the manifest's quality block
 * @param holdLast the last command, repeated
 * @param nearestFive mean target of the five training windows with the nearest images
 * @param regression the model directory's own regression graph
 */
public record Baselines(
        @Nullable OpenLoopError trainMean,
        OpenLoopError holdLast,
        @Nullable OpenLoopError nearestFive,
        @Nullable OpenLoopError regression) {
    static final String TRAINING_MEAN = "trainMeanTrajectory";

    static Baselines of(
            ModelManifest manifest,
            List<Window> windows,
            List<PlanTrial> trials,
            @Nullable TrainingDrive training,
            @Nullable List<float[]> regression) {
        List<float[]> grey = trials.stream().map(PlanTrial::thumbnail).toList();
        float[] mean = training == null
                ? shipped(manifest, windows.getFirst().target().length)
                : NaiveBaselines.mean(training.windows());
        return new Baselines(
                mean == null ? null : OpenLoopError.of(NaiveBaselines.everywhere(mean, windows.size()), windows),
                OpenLoopError.of(NaiveBaselines.holdLast(windows), windows),
                training == null
                        ? null
                        : OpenLoopError.of(
                                NaiveBaselines.nearestFive(grey, training.thumbnails(), training.windows()), windows),
                regression == null ? null : OpenLoopError.of(regression, windows));
    }

    /** The training mean that a manifest's quality block holds, [[steering, throttle], …]; null where it has none. */
    private static float @Nullable [] shipped(ModelManifest manifest, int length) {
        List<Float> values = new ArrayList<>();
        if (manifest.quality().get(TRAINING_MEAN) instanceof List<?> steps) {
            for (Object step : steps) {
                if (step instanceof List<?> action) {
                    action.forEach(v -> values.add(v instanceof Number n ? n.floatValue() : Float.NaN));
                }
            }
        }
        if (values.size() != length || values.stream().anyMatch(v -> !Float.isFinite(v))) {
            return null;
        }
        float[] mean = new float[length];
        for (int i = 0; i < length; i++) {
            mean[i] = values.get(i);
        }
        return mean;
    }

    Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("trainMean", figures(trainMean));
        o.put("holdLast", figures(holdLast));
        o.put("nearestFive", figures(nearestFive));
        o.put("regression", figures(regression));
        return o;
    }

    private static @Nullable Map<String, Object> figures(@Nullable OpenLoopError error) {
        return error == null ? null : error.figures();
    }
}

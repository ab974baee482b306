package org.sanderling.evaluation.openloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;

/**
 * What an open-loop evaluation found.
 *
 * @param horizonS time that a plan covers, s
 * @param error of the planner
 * @param minusRegression the planner's steering error minus the regression's; null without such a graph
 * @param baselines what it has to beat
 * @param steeringBound a calibrated bound of the steering's error and its measured coverage; null where the drive is too short
 * @param decisions its decision slots
 * @param controllability share of windows in which the forced lateral decision moves the mean steering by 0.1
 * @param validFraction share of windows with a complete plan that passed the plan check
 * @param late windows whose decoding passed the deadline; null where none was set
 * @param undecodable windows left out because their image does not decode
 * @param contextMs median time of the context graph, ms
 * @param denoiseMs median time of the denoiser, ms
 * @param trials one a window, in the order of time
 * @param trainMeanTrajectory each step's mean over the training drive; null without one
 */
public record OpenLoopResult(
        double horizonS,
        OpenLoopError error,
        @Nullable Difference minusRegression,
        Baselines baselines,
        @Nullable SteeringBound steeringBound,
        DecisionAccuracy decisions,
        double controllability,
        double validFraction,
        @Nullable Integer late,
        int undecodable,
        double contextMs,
        double denoiseMs,
        List<PlanTrial> trials,
        float @Nullable [] trainMeanTrajectory) {
    private static final double MOVED = 0.1;

    static OpenLoopResult of(
            OpenLoopRequest request,
            List<Window> windows,
            List<PlanTrial> trials,
            int undecodable,
            @Nullable TrainingDrive training,
            TimedForwards times) {
        ModelManifest manifest = request.parts().manifest();
        List<float[]> planned = trials.stream().map(PlanTrial::trajectory).toList();
        List<float[]> regression = trials.getFirst().regression() == null
                ? null
                : trials.stream()
                        .map(t -> Objects.requireNonNull(t.regression()))
                        .toList();
        int n = windows.size();
        return new OpenLoopResult(
                manifest.tokenizer().samples() / manifest.rateHz(),
                OpenLoopError.of(planned, windows),
                regression == null ? null : Difference.of(planned, regression, windows),
                Baselines.of(manifest, windows, trials, training, regression),
                SteeringBound.of(planned, windows),
                DecisionAccuracy.of(trials, windows, manifest.template()),
                (double) trials.stream()
                                .filter(t -> t.rightMinusLeft() >= MOVED)
                                .count()
                        / n,
                (double) trials.stream().filter(PlanTrial::valid).count() / n,
                Double.isNaN(request.deadlineMs())
                        ? null
                        : (int) trials.stream().filter(PlanTrial::late).count(),
                undecodable,
                times.contextMedianMs(),
                times.denoiseMs(0.5),
                List.copyOf(trials),
                training == null ? null : NaiveBaselines.mean(training.windows()));
    }

    /** By the keys of the command line's JSON; null is what was not measured. */
    public Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("frames", trials.size());
        o.put("horizonS", horizonS);
        o.putAll(error.figures());
        o.put("steeringMaeMinusRegression", minusRegression == null ? null : minusRegression.figures());
        o.put("baselines", baselines.figures());
        o.put("conformal", steeringBound == null ? null : steeringBound.figures());
        o.put("decisions", decisions.figures());
        o.put("controllability", controllability);
        o.put("forwards", forwards());
        o.put("validFraction", validFraction);
        o.put("late", late);
        o.put("undecodable", undecodable);
        o.put("contextMs", contextMs);
        o.put("denoiseMs", denoiseMs);
        o.put("l2M", null);
        o.put("collisionRate", null);
        if (trainMeanTrajectory != null) {
            List<List<Double>> steps = new ArrayList<>();
            for (int i = 0; i < trainMeanTrajectory.length; i += Window.DOFS) {
                steps.add(List.of((double) trainMeanTrajectory[i], (double) trainMeanTrajectory[i + 1]));
            }
            o.put(Baselines.TRAINING_MEAN, steps);
        }
        return o;
    }

    private Map<String, Object> forwards() {
        double[] forwards = trials.stream().mapToDouble(PlanTrial::forwards).toArray();
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("mean", Quantiles.mean(forwards));
        o.put("p99", Quantiles.of(forwards, 0.99));
        o.put("max", (int) Quantiles.of(forwards, 1));
        return o;
    }
}

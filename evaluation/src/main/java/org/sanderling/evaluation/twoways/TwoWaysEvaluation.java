package org.sanderling.evaluation.twoways;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.conformal.SplitConformal;
import org.sanderling.evaluation.importers.Progress;
import org.sanderling.planners.Budget;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.engine.RegressionGraph;
import org.sanderling.runtime.loop.PlanRun;

/**
 * A planner on unseen episodes of the two-ways task, beside its own regression, one-a-forward decoding, and all slots in one
 * forward; and the bound of its plans' deviation, calibrated on some episodes and measured on others.
 */
public final class TwoWaysEvaluation {
    /** First episode of the conformal calibration. */
    public static final long CALIBRATION_FROM = 100_000;

    /** First episode on which the bound's coverage is measured. */
    public static final long COVERAGE_FROM = 200_000;

    private static final Budget UNLIMITED = step -> Integer.MAX_VALUE;

    private TwoWaysEvaluation() {}

    /**
     * What to evaluate.
     *
     * @param manifest the model
     * @param engine runs it
     * @param settings its decoder
     * @param episodes from 0 on
     * @param calibration episodes that calibrate the bound; 0 for none
     * @param coverageEpisodes episodes that measure its coverage
     * @param coverage stated coverage, in (0, 1)
     * @param drawn episodes that are drawn, from 0 on
     */
    public record Request(
            ModelManifest manifest,
            Engine engine,
            DecoderSettings settings,
            int episodes,
            int calibration,
            int coverageEpisodes,
            double coverage,
            int drawn) {}

    /**
     * What came of it.
     *
     * @param planner by the settings' decoder
     * @param oneAForward by committing the most confident slot after each forward
     * @param atOnce by committing every slot after one forward
     * @param regressionCollisionRate of the model's own regression; null where it ships none
     * @param expertCollisionRate of the drives that the planner learned from
     * @param bound the calibrated bound on the deviation, m; null where none was asked for
     * @param measuredCoverage share of the other episodes within it; null likewise
     * @param factor what the half-width of the model's credible interval is multiplied by to hold the expert's drive as often
     *     as stated: rule {@code anytime}'s parameter {@code conformal}; null likewise
     * @param factorCoverage share of the other episodes whose drive it then holds
     * @param measuredOn how many
     * @param svg a drawing of the first episodes
     */
    public record Result(
            TwoWaysResult planner,
            TwoWaysResult oneAForward,
            TwoWaysResult atOnce,
            @Nullable Double regressionCollisionRate,
            double expertCollisionRate,
            @Nullable SplitConformal bound,
            @Nullable Double measuredCoverage,
            @Nullable SplitConformal factor,
            @Nullable Double factorCoverage,
            int measuredOn,
            String svg) {}

    /** Evaluates. */
    public static Result run(Request request, Progress progress) {
        ModelManifest manifest = request.manifest();
        TwoWaysTask task = new TwoWaysTask(manifest);
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, request.engine());
                RegressionGraph regression =
                        RegressionGraph.isIn(manifest) ? new RegressionGraph(manifest, request.engine()) : null) {
            Decode planner = decode(manifest, graphs, request.settings());
            Decode one = decode(
                    manifest, graphs, schedule(manifest, manifest.template().size()));
            Decode atOnce = decode(manifest, graphs, schedule(manifest, 1));
            List<TwoWaysTrial> planned = new ArrayList<>();
            List<TwoWaysTrial> single = new ArrayList<>();
            List<TwoWaysTrial> apart = new ArrayList<>();
            List<ScenesDrawing.Panel> panels = new ArrayList<>();
            int total = request.episodes() + request.calibration() + request.coverageEpisodes();
            int regressionFails = 0;
            int expertFails = 0;
            for (int i = 0; i < request.episodes(); i++) {
                planned.add(task.trial(i, planner));
                single.add(task.trial(i, one));
                apart.add(task.trial(i, atOnce));
                TwoWaysScene scene = planned.getLast().scene();
                double[] expert = scene.expert(scene.expertSide(), task.samples());
                expertFails += task.follow(scene, expert).collides() ? 1 : 0;
                double[] predicted = regression == null ? new double[0] : task.regression(scene, regression);
                regressionFails +=
                        regression != null && task.follow(scene, predicted).collides() ? 1 : 0;
                if (i < request.drawn()) {
                    panels.add(panel(planned.getLast(), apart.getLast(), predicted, task.samples()));
                }
                progress.at(i + 1, total);
            }
            SplitConformal bound = null;
            Double measured = null;
            SplitConformal factor = null;
            Double factorCoverage = null;
            CredibleInterval interval = new CredibleInterval(manifest, graphs, task);
            if (request.calibration() > 0) {
                double[] scores = deviations(
                        task, planner, CALIBRATION_FROM, request.calibration(), progress, request.episodes(), total);
                bound = SplitConformal.of(scores, request.coverage());
                factor =
                        SplitConformal.of(interval.ratios(CALIBRATION_FROM, request.calibration()), request.coverage());
                if (request.coverageEpisodes() > 0) {
                    factorCoverage = factor.measured(interval.ratios(COVERAGE_FROM, request.coverageEpisodes()));
                    measured = bound.measured(deviations(
                            task,
                            planner,
                            COVERAGE_FROM,
                            request.coverageEpisodes(),
                            progress,
                            request.episodes() + request.calibration(),
                            total));
                }
            }
            return new Result(
                    TwoWaysResult.of(planned),
                    TwoWaysResult.of(single),
                    TwoWaysResult.of(apart),
                    regression == null ? null : (double) regressionFails / request.episodes(),
                    (double) expertFails / request.episodes(),
                    bound,
                    measured,
                    factor,
                    factorCoverage,
                    measured == null ? 0 : request.coverageEpisodes(),
                    ScenesDrawing.svg(panels, manifest.rateHz()));
        }
    }

    /**
     * A decoder as the task takes one, with no deadline.
     *
     * @throws ConfigException where the model cannot do what the settings ask for
     */
    public static Decode decode(ModelManifest manifest, DenoisingModel model, DecoderSettings settings) {
        PlanRun run;
        try {
            run = new PlanRun(manifest, model, settings, new PathCheck(manifest.rateHz()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(manifest.directory() + ": " + e.getMessage());
        }
        StepTrace trace = run.createTrace();
        return (observation, tick, plan) -> {
            run.run(observation, tick, UNLIMITED, plan, trace);
            return plan.verdict != Reason.PLAN_FAILED.ordinal();
        };
    }

    /** The manifest's calibrated decoding by a rule; null for the manifest's own. */
    public static DecoderSettings settings(ModelManifest manifest, @Nullable String rule) {
        ModelManifest.Decoder d = manifest.decoder();
        String name = rule == null ? d.rule() : rule;
        return new DecoderSettings(
                name,
                d.windowBins(),
                d.ordinalThreshold(),
                d.categoricalThreshold(),
                d.maxForwards(),
                0,
                0,
                d.blockSlots(),
                d.slotCache(),
                d.bounds(),
                d.parameters().getOrDefault(name, Map.of()));
    }

    /** LLaDA's static schedule in that many forwards: as many as there are slots, or one. */
    public static DecoderSettings schedule(ModelManifest manifest, int forwards) {
        ModelManifest.Decoder d = manifest.decoder();
        return new DecoderSettings(
                "llada", d.windowBins(), d.ordinalThreshold(), d.categoricalThreshold(), forwards, 0, 0);
    }

    private static double[] deviations(
            TwoWaysTask task, Decode decode, long first, int count, Progress progress, int done, int total) {
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = task.trial(first + i, decode).deviationM();
            progress.at(done + i + 1, total);
        }
        return scores;
    }

    private static ScenesDrawing.Panel panel(TwoWaysTrial plan, TwoWaysTrial apart, double[] regression, int samples) {
        List<ScenesDrawing.Path> paths = new ArrayList<>();
        for (Side side : Side.values()) {
            if (plan.scene().hasRoom(side)) {
                paths.add(new ScenesDrawing.Path(plan.scene().expert(side, samples), "expert"));
            }
        }
        paths.add(new ScenesDrawing.Path(regression, "regression"));
        paths.add(new ScenesDrawing.Path(apart.path(), "apart"));
        paths.add(new ScenesDrawing.Path(plan.path(), "plan"));
        return new ScenesDrawing.Panel(plan.scene(), paths);
    }
}

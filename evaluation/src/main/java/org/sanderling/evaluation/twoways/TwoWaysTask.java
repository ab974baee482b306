package org.sanderling.evaluation.twoways;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.runtime.engine.RegressionGraph;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * Episodes of the two-ways task for one model: observes each scene, takes a plan, follows it. One thread at a time.
 */
public final class TwoWaysTask {
    private static final String SIDE = "side";

    private final ModelManifest manifest;
    private final BeastTokenizer tokenizer;
    private final Observation observation;
    private final Plan plan;
    private final int sideSlot;
    private final int sideFirst;
    private final int firstTrajectorySlot;

    /** @throws ConfigException where the model is no planner of the task */
    public TwoWaysTask(ModelManifest manifest) {
        this.manifest = manifest;
        require(manifest);
        tokenizer = new BeastTokenizer(manifest.tokenizer());
        observation = ObservationShape.of(manifest).create();
        plan = new Plan(manifest.template().size(), tokenizer.tokenCount(), tokenizer.samples(), tokenizer.dofs());
        sideSlot = manifest.template().indexOf(SIDE);
        sideFirst = manifest.template().slots().get(sideSlot).first();
        firstTrajectorySlot = manifest.template().indexOf("trajectory");
    }

    private static void require(ModelManifest manifest) {
        String problem = problem(manifest);
        if (!problem.isEmpty()) {
            throw new ConfigException(
                    manifest.directory() + ": " + problem + "; name a planner of the two-ways task, models/two-ways");
        }
    }

    private static String problem(ModelManifest manifest) {
        if (!manifest.task().equals("planner")) {
            return "a " + manifest.task() + ", not a planner";
        }
        if (!manifest.tokenizer().tokenizer().equals("beast")
                || !manifest.tokenizer().names().equals(List.of("lateral"))) {
            return "plans " + manifest.tokenizer().names() + ", not [lateral] by beast";
        }
        int side = manifest.template().indexOf(SIDE);
        if (side < 0 || !manifest.template().slots().get(side).labels().equals(List.of("left", "right"))) {
            return "its template has no decision 'side' of left and right";
        }
        ObservationShape shape = ObservationShape.of(manifest);
        boolean same = shape.heightPx() == ScenePicture.HEIGHT_PX
                && shape.widthPx() == ScenePicture.WIDTH_PX
                && shape.steps() == TwoWaysScene.HISTORY
                && manifest.imageOffsets().size() == 1;
        return same
                ? ""
                : "takes another picture than the task's " + ScenePicture.HEIGHT_PX + " × " + ScenePicture.WIDTH_PX
                        + " or another history than " + TwoWaysScene.HISTORY + " steps";
    }

    /** The observation of an episode: this task's own instance, filled anew. */
    public Observation observe(TwoWaysScene scene) {
        ScenePicture.observe(scene, observation);
        observation.imageSequence = scene.episode();
        return observation;
    }

    /** Plans an episode and follows the plan. */
    public TwoWaysTrial trial(long episode, Decode decode) {
        TwoWaysScene scene = TwoWaysScene.of(episode);
        observe(scene);
        boolean planned = decode.decode(observation, episode, plan);
        if (!planned) {
            return new TwoWaysTrial(
                    scene, null, List.of(), new double[0], Passage.NONE, Double.POSITIVE_INFINITY, plan.forwards);
        }
        tokenizer.dequantize(plan.tokens, firstTrajectorySlot, observation.measured, plan.controlPoints);
        tokenizer.reconstruct(plan.controlPoints, plan.samples);
        Side decided = Side.values()[plan.tokens[sideSlot] - sideFirst];
        double[] path = doubles(plan.samples);
        return new TwoWaysTrial(
                scene,
                decided,
                java.util.Arrays.stream(plan.tokens).boxed().toList(),
                path,
                Passage.of(scene, tokenizer, plan.controlPoints),
                deviation(scene, decided, path),
                plan.forwards);
    }

    /** Plans {@code count} episodes from {@code first} on. */
    public List<TwoWaysTrial> trials(long first, int count, Decode decode) {
        List<TwoWaysTrial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(trial(first + i, decode));
        }
        return trials;
    }

    /** What comes of following a path given at the plan's samples: the regression's, the expert's, the straight one. */
    public Passage follow(TwoWaysScene scene, double[] path) {
        float[] chunk = new float[path.length];
        for (int i = 0; i < path.length; i++) {
            chunk[i] = (float) path[i];
        }
        float[] controlPoints = new float[tokenizer.tokenCount()];
        tokenizer.spline().fit(chunk, controlPoints);
        return Passage.of(scene, tokenizer, controlPoints);
    }

    /** The path that the model directory's regression predicts, at the plan's samples, m. */
    public double[] regression(TwoWaysScene scene, RegressionGraph graph) {
        return doubles(graph.predict(observe(scene)));
    }

    /** Samples of a plan. */
    public int samples() {
        return tokenizer.samples();
    }

    /** The model. */
    public ModelManifest manifest() {
        return manifest;
    }

    private static double deviation(TwoWaysScene scene, Side decided, double[] path) {
        Side side = scene.hasRoom(decided) ? decided : decided == Side.LEFT ? Side.RIGHT : Side.LEFT;
        double[] expert = scene.expert(side, path.length);
        double most = 0;
        for (int i = 0; i < path.length; i++) {
            most = Math.max(most, Math.abs(path[i] - expert[i]));
        }
        return most;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}

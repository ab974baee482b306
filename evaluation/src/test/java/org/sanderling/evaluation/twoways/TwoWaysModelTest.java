package org.sanderling.evaluation.twoways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sanderling.evaluation.twoways.TwoWaysSceneTest.MODELS;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.engine.RegressionGraph;
import org.sanderling.runtime.engine.onnxruntime.OnnxRuntimeEngine;
import tools.jackson.databind.JsonNode;

class TwoWaysModelTest {
    private static final int EPISODES = 150;

    private final ModelManifest manifest = ManifestReader.read(MODELS.resolve("two-ways"));
    private final TwoWaysTask task = new TwoWaysTask(manifest);

    private TwoWaysResult run(DecoderSettings settings) {
        return TwoWaysResult.of(trials(settings));
    }

    private List<TwoWaysTrial> trials(DecoderSettings settings) {
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, new OnnxRuntimeEngine())) {
            return task.trials(0, EPISODES, TwoWaysEvaluation.decode(manifest, graphs, settings));
        }
    }

    @Test
    void shouldPassTheObstacleWhereSlotsAreDecodedOneByOne() {
        int slots = manifest.template().size();
        TwoWaysResult one = run(TwoWaysEvaluation.schedule(manifest, slots));

        assertThat(one.collisionRate()).isLessThanOrEqualTo(0.01);
        assertThat(one.meanForwards()).isEqualTo(slots);
        assertThat(one.leftShare()).isBetween(0.2, 0.8);
        assertThat(one.agreement()).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anytime", "massWindow", "threshold", "frechet", "leftToRight", "factor"})
    void shouldPassItWithEveryRuleThatClaimsToBeRight(String rule) {
        TwoWaysResult result = run(TwoWaysEvaluation.settings(manifest, rule));

        assertThat(result.collisionRate()).isLessThanOrEqualTo(0.01);
        assertThat(result.meanForwards()).isLessThan(manifest.template().size() + 0.5);
    }

    @Test
    void shouldPassItWithTheDefaultDecoderInAThirdOfTheForwards() {
        assertThat(manifest.decoder().rule()).isEqualTo("anytime");

        TwoWaysResult anytime = run(TwoWaysEvaluation.settings(manifest, null));

        assertThat(anytime.collisionRate()).isLessThanOrEqualTo(0.01);
        assertThat(anytime.meanForwards())
                .isLessThanOrEqualTo(manifest.template().size() / 3.0);
    }

    @Test
    void shouldDraftAndVerifyTheTokensOfOneAForwardInHalfTheForwards() {
        List<TwoWaysTrial> one =
                trials(TwoWaysEvaluation.schedule(manifest, manifest.template().size()));
        List<TwoWaysTrial> drafted = trials(TwoWaysEvaluation.settings(manifest, "freeDave"));

        for (int i = 0; i < one.size(); i++) {
            assertThat(drafted.get(i).tokens()).isEqualTo(one.get(i).tokens());
        }
        assertThat(TwoWaysResult.of(drafted).meanForwards())
                .isLessThanOrEqualTo(TwoWaysResult.of(one).meanForwards() / 2);
    }

    /** Of 800 independent episodes the share within a true 90 % bound has a standard deviation of 1.1 %. */
    @Test
    void shouldKeepItsPlansWithinTheBoundThatItsManifestStates() {
        Map<?, ?> conformal = (Map<?, ?>) manifest.quality().get("conformal");
        double bound = ((Number) conformal.get("boundM")).doubleValue();
        double stated = ((Number) conformal.get("coverage")).doubleValue();
        List<TwoWaysTrial> trials;
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, new OnnxRuntimeEngine())) {
            Decode decode = TwoWaysEvaluation.decode(manifest, graphs, TwoWaysEvaluation.settings(manifest, null));
            trials = task.trials(900_000, 800, decode);
        }

        double within = trials.stream().filter(t -> t.deviationM() <= bound).count() / 800.0;

        assertThat(within).isCloseTo(stated, within(0.035));
    }

    @Test
    void shouldMixTheSidesWhereEverySlotIsDecodedByItself() {
        assertThat(run(TwoWaysEvaluation.schedule(manifest, 1)).collisionRate()).isGreaterThan(0.2);
    }

    @Test
    void shouldAverageTheSidesInARegression() {
        int collisions = 0;
        try (RegressionGraph graph = new RegressionGraph(manifest, new OnnxRuntimeEngine())) {
            for (int i = 0; i < EPISODES; i++) {
                TwoWaysScene scene = TwoWaysScene.of(i);
                collisions += task.follow(scene, task.regression(scene, graph)).collides() ? 1 : 0;
            }
        }
        assertThat(collisions).isGreaterThan(EPISODES / 5);
    }

    @Test
    void shouldCountNoCollisionOfAnExpertAndEachOfTheStraightWay() {
        for (int i = 0; i < EPISODES; i++) {
            TwoWaysScene scene = TwoWaysScene.of(i);
            for (Side side : Side.values()) {
                if (scene.hasRoom(side)) {
                    Passage passage = task.follow(scene, scene.expert(side, task.samples()));
                    assertThat(passage.collides())
                            .as("episode %d, %s: %s", i, side, passage)
                            .isFalse();
                    assertThat(passage.side()).isEqualTo(side);
                }
            }
            assertThat(task.follow(scene, new double[task.samples()]).collides())
                    .isTrue();
        }
    }

    @Test
    void shouldComputeTheTrainingsLogits() {
        List<JsonNode> cases = TwoWaysSceneTest.cases();
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, new OnnxRuntimeEngine());
                RegressionGraph regression = new RegressionGraph(manifest, new OnnxRuntimeEngine())) {
            for (JsonNode golden : cases) {
                TwoWaysScene scene = TwoWaysScene.of(golden.get("episode").asLong());
                graphs.context(task.observe(scene));
                int vocabulary = manifest.template().vocabulary();
                for (int s = 0; s < manifest.template().size(); s++) {
                    graphs.tokens()
                            .setAtIndex(
                                    ValueLayout.JAVA_LONG,
                                    s,
                                    manifest.template().maskId());
                }
                graphs.denoise();
                for (int v = 0; v < vocabulary; v++) {
                    float logit = graphs.logits().getAtIndex(ValueLayout.JAVA_FLOAT, 6L * vocabulary + v);
                    assertThat((double) logit)
                            .isCloseTo(golden.get("maskedLogits").get(v).asDouble(), within(1e-3));
                }
                double[] path = task.regression(scene, regression);
                for (int i = 0; i < path.length; i++) {
                    assertThat(path[i])
                            .isCloseTo(golden.get("regression").get(i).asDouble(), within(1e-4));
                }
            }
        }
    }
}

package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.Graph;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.time.SystemClock;

/** Figures of hand-made trials on the reference model's template. */
final class OpenLoopResultTest {
    private static final Path HOME = ProjectHome.directory();
    private static final ModelManifest MANIFEST = ManifestReader.read(HOME.resolve("models/donkey-planner"));
    private static final LoopParts PARTS =
            LoopParts.of(DeploymentReader.read(HOME.resolve("config/deployments/demo.yaml"), Map.of()), MANIFEST, 0);
    private static final int SAMPLES = MANIFEST.tokenizer().samples();

    private final List<Window> windows = new ArrayList<>();
    private final List<PlanTrial> trials = new ArrayList<>();

    private static float[] steady(float steering) {
        float[] trajectory = new float[2 * SAMPLES];
        for (int t = 0; t < SAMPLES; t++) {
            trajectory[2 * t] = steering;
            trajectory[2 * t + 1] = 0.5f;
        }
        return trajectory;
    }

    /** A window that was driven with one steering, and a plan of another. */
    private void trial(
            float driven, float planned, int lateral, int longitudinal, double moved, boolean valid, int forwards) {
        int[] tokens = new int[MANIFEST.template().size()];
        tokens[MANIFEST.template().indexOf("lateral")] = 256 + lateral;
        tokens[MANIFEST.template().indexOf("longitudinal")] = 259 + longitudinal;
        windows.add(new Window(windows.size(), new float[] {0, 0.5f}, steady(driven)));
        trials.add(new PlanTrial(
                windows.size(), tokens, steady(planned), forwards, valid, !valid, moved, steady(0), new float[300]));
    }

    private OpenLoopResult result(double deadlineMs) {
        return OpenLoopResult.of(
                new OpenLoopRequest(
                        PARTS,
                        Path.of("drive.mcap"),
                        FrameRange.ALL,
                        null,
                        FrameRange.ALL,
                        deadlineMs,
                        new NoEngine(),
                        new NoDecoder(),
                        new SystemClock()),
                windows,
                trials,
                3,
                null,
                new TimedForwards(new NoModel(), new SystemClock()));
    }

    @Test
    void shouldCountAWindowAsControlledFromATenthOn() {
        for (double moved : new double[] {0.1, 0.09999, Double.NaN, -0.3, 0.5}) {
            trial(0, 0, 1, 1, moved, true, 2);
        }

        assertThat(result(Double.NaN).controllability()).isEqualTo(0.4);
    }

    @Test
    void shouldCompareDecisionsWithTheLabelsAndTheCommonestClass() {
        trial(-0.5f, 0, 0, 1, 1, true, 2); // left, keep: both right
        trial(-0.5f, 0, 2, 1, 1, true, 2); // lateral wrong
        trial(0.5f, 0, 2, 0, 1, true, 2); // longitudinal wrong
        trial(-0.2f, 0, 1, 2, 1, true, 2); // both wrong

        DecisionAccuracy decisions = result(Double.NaN).decisions();

        assertThat(decisions).isEqualTo(new DecisionAccuracy(0.5, 0.5, 0.75, 1));
    }

    @Test
    void shouldCountForwardsValidPlansAndLateOnes() {
        trial(0, 0, 1, 1, 1, true, 1);
        trial(0, 0, 1, 1, 1, true, 2);
        trial(0, 0, 1, 1, 1, false, 4);
        trial(0, 0, 1, 1, 1, true, 4);

        Map<String, Object> figures = result(10).figures();

        assertThat(figures).containsEntry("validFraction", 0.75).containsEntry("late", 1);
        assertThat(figures).containsEntry("undecodable", 3).containsEntry("frames", 4);
        assertThat((Map<?, ?>) figures.get("forwards")).isEqualTo(Map.of("mean", 2.75, "p99", 4.0, "max", 4));
        assertThat(result(Double.NaN).figures()).as("not measured is null").containsEntry("late", null);
    }

    @Test
    void shouldStateErrorsOfThePlannerAndOfWhatItHasToBeat() {
        trial(0.4f, 0.1f, 1, 1, 1, true, 2);
        trial(0.4f, 0.5f, 1, 1, 1, true, 2);

        OpenLoopResult result = result(Double.NaN);

        assertThat(result.error().steeringMae()).isCloseTo(0.2, within(1e-6));
        assertThat(result.baselines().holdLast().steeringMae()).isCloseTo(0.4, within(1e-6));
        assertThat(result.baselines().regression()).isNotNull();
        assertThat(result.minusRegression())
                .isNotNull()
                .satisfies(d -> assertThat(d.mean()).isCloseTo(-0.2, within(1e-6)));
        assertThat(result.baselines().nearestFive())
                .as("without a training drive")
                .isNull();
        assertThat(result.horizonS()).isEqualTo(1.0);
    }

    @Test
    void shouldTakeTheTrainingMeanFromTheManifestWithoutATrainingDrive() {
        trial(0.4f, 0.4f, 1, 1, 1, true, 2);
        double[] mean = ((List<?>) MANIFEST.quality().get("trainMeanTrajectory"))
                .stream()
                        .mapToDouble(step -> ((Number) ((List<?>) step).getFirst()).doubleValue())
                        .toArray();

        OpenLoopError trainMean = result(Double.NaN).baselines().trainMean();

        assertThat(trainMean).isNotNull();
        assertThat(trainMean.steeringMae())
                .isCloseTo(0.4 - Arrays.stream(mean).average().orElseThrow(), within(1e-6));
    }

    private static final class NoEngine implements Engine {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public @Nullable String version() {
            return null;
        }

        @Override
        public String unavailable() {
            return "a test's";
        }

        @Override
        public Graph load(Path onnx) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoDecoder implements ImageDecoder {
        @Override
        public String version() {
            return "none";
        }

        @Override
        public int decode(
                java.lang.foreign.MemorySegment jpeg,
                long length,
                java.lang.foreign.MemorySegment rgb,
                int widthPx,
                int heightPx) {
            return CORRUPT;
        }

        @Override
        public void close() {}
    }

    private static final class NoModel implements DenoisingModel {
        @Override
        public void context(Observation observation) {}

        @Override
        public void denoise() {}

        @Override
        public java.lang.foreign.MemorySegment tokens() {
            return java.lang.foreign.MemorySegment.NULL;
        }

        @Override
        public java.lang.foreign.MemorySegment logits() {
            return java.lang.foreign.MemorySegment.NULL;
        }

        @Override
        public java.lang.foreign.MemorySegment cache() {
            return java.lang.foreign.MemorySegment.NULL;
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}

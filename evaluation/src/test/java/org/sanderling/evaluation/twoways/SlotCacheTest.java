package org.sanderling.evaluation.twoways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanderling.evaluation.twoways.TwoWaysSceneTest.MODELS;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.decode.CachePolicy;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.engine.onnxruntime.OnnxRuntimeEngine;

/** Which caches are exact, bit for bit, and how far off the others are. */
class SlotCacheTest {
    private static final int EPISODES = 40;

    private static ModelManifest manifest(String model) {
        return ManifestReader.read(MODELS.resolve(model));
    }

    private static List<CacheEvaluation.Row> rows(String model) {
        return CacheEvaluation.run(
                manifest(model), new OnnxRuntimeEngine(), "threshold", EPISODES, (done, total) -> {});
    }

    private static CacheEvaluation.Row row(List<CacheEvaluation.Row> rows, CachePolicy policy, int blockSlots) {
        return rows.stream()
                .filter(r -> r.policy() == policy && r.blockSlots() == blockSlots)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldBeExactOverFinishedBlocksWhereABlockSeesOnlyThoseBeforeIt() {
        List<CacheEvaluation.Row> rows = rows("two-ways-blocks");

        for (int blockSlots : new int[] {4, 2}) { // blocks, and sub-blocks of them
            CacheEvaluation.Row finished = row(rows, CachePolicy.FINISHED_BLOCKS, blockSlots);
            assertThat(finished.exact()).isTrue();
            assertThat(finished.samePlans()).isEqualTo(1);
            assertThat(finished.slotShare()).isLessThan(0.6);
        }
    }

    @Test
    void shouldBeApproximateWhereSlotsSeeEachOther() {
        List<CacheEvaluation.Row> rows = rows("two-ways");

        for (CachePolicy policy : List.of(CachePolicy.DUAL, CachePolicy.FINISHED_BLOCKS)) {
            CacheEvaluation.Row row = row(rows, policy, 4);
            assertThat(row.exact()).isFalse();
            assertThat(row.meanVariation()).isBetween(1e-6, 0.5);
            assertThat(row.slotShare()).isLessThan(0.9);
        }
        assertThat(row(rows, CachePolicy.NONE, 4).exact()).isTrue();
    }

    /** The prefix: what the context graph keeps once a tick serves every forward, whatever was decoded in between. */
    @Test
    void shouldKeepThePrefixExactly() {
        ModelManifest manifest = manifest("two-ways");
        TwoWaysTask task = new TwoWaysTask(manifest);
        try (PlannerGraphs once = new PlannerGraphs(manifest, new OnnxRuntimeEngine());
                PlannerGraphs anew = new PlannerGraphs(manifest, new OnnxRuntimeEngine())) {
            once.context(task.observe(TwoWaysScene.of(3)));
            for (int round = 0; round < 20; round++) {
                anew.context(task.observe(TwoWaysScene.of(3)));
                randomTokens(manifest, once, 0, round);
                randomTokens(manifest, anew, 0, round);
                once.denoise();
                anew.denoise();
                assertSame(manifest, once, 0, anew, 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-ways", "two-ways-blocks"})
    void shouldGiveEachRowOfABatchTheBitsOfASingleForward(String model) {
        ModelManifest manifest = manifest(model);
        TwoWaysTask task = new TwoWaysTask(manifest);
        try (PlannerGraphs batch = new PlannerGraphs(manifest, new OnnxRuntimeEngine());
                PlannerGraphs single = new PlannerGraphs(manifest, new OnnxRuntimeEngine())) {
            assertThat(batch.batch()).isEqualTo(8);
            for (int rows : new int[] {2, 4, 5, 8}) {
                batch.context(task.observe(TwoWaysScene.of(rows)));
                single.context(task.observe(TwoWaysScene.of(rows)));
                for (int row = 0; row < rows; row++) {
                    randomTokens(manifest, batch, row, 100 * rows + row);
                }
                batch.denoise(rows);
                for (int row = 0; row < rows; row++) {
                    randomTokens(manifest, single, 0, 100 * rows + row);
                    single.denoise();
                    assertSame(manifest, batch, row, single, 0);
                }
            }
        }
    }

    @Test
    void shouldComputeAWindowToTheBitAsLongAsTheOthersAreFresh() {
        ModelManifest manifest = manifest("two-ways");
        TwoWaysTask task = new TwoWaysTask(manifest);
        try (PlannerGraphs graphs = new PlannerGraphs(manifest, new OnnxRuntimeEngine());
                PlannerGraphs whole = new PlannerGraphs(manifest, new OnnxRuntimeEngine())) {
            graphs.context(task.observe(TwoWaysScene.of(5)));
            whole.context(task.observe(TwoWaysScene.of(5)));
            randomTokens(manifest, graphs, 0, 1);
            randomTokens(manifest, whole, 0, 1);
            graphs.denoiseAndKeep();
            whole.denoise();
            assertSame(manifest, graphs, 0, whole, 0);
            for (int first = 0;
                    first + graphs.windowSlots() <= manifest.template().size();
                    first++) {
                graphs.denoiseWindow(first, true);
                assertSame(manifest, graphs, 0, whole, 0);
            }
        }
    }

    private static void randomTokens(ModelManifest manifest, PlannerGraphs graphs, int row, long seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        int slots = manifest.template().size();
        for (int s = 0; s < slots; s++) {
            var legal = manifest.template().slots().get(s);
            long id =
                    random.nextBoolean() ? manifest.template().maskId() : legal.first() + random.nextInt(legal.count());
            graphs.tokens().setAtIndex(ValueLayout.JAVA_LONG, (long) row * slots + s, id);
        }
    }

    private static void assertSame(ModelManifest manifest, PlannerGraphs one, int row, PlannerGraphs two, int other) {
        int values = manifest.template().size() * manifest.template().vocabulary();
        for (int i = 0; i < values; i++) {
            int a = Float.floatToRawIntBits(one.logits().getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * values + i));
            int b = Float.floatToRawIntBits(two.logits().getAtIndex(ValueLayout.JAVA_FLOAT, (long) other * values + i));
            assertThat(a).as("logit %d of row %d", i, row).isEqualTo(b);
        }
    }
}

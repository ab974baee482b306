package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.engine.onnxruntime.OnnxRuntimeEngine;

class PlannerGraphsTest {
    private final Engine engine = new OnnxRuntimeEngine();

    @Test
    void shouldComputeWhatPythonComputes() {
        try (PlannerGraphs graphs = new PlannerGraphs(TestGraphs.manifest(TestGraphs.graphs()), engine)) {
            Observation observation = graphs.observation();
            fill(observation, "context");
            graphs.context(observation);
            assertEqual(graphs.cache(), TestGraphs.golden("context", "cache"));

            double[] tokens = TestGraphs.golden("denoise", "tokens");
            for (int i = 0; i < tokens.length; i++) {
                graphs.tokens().setAtIndex(JAVA_LONG, i, (long) tokens[i]);
            }
            graphs.denoise();
            assertEqual(graphs.logits(), TestGraphs.golden("denoise", "logits"));
        }
    }

    @Test
    void shouldPredictTheTrajectoryThatPythonPredicts() {
        try (RegressionGraph graph = new RegressionGraph(TestGraphs.manifest(TestGraphs.graphs()), engine)) {
            Observation observation = graph.observation();
            fill(observation, "regression");
            float[] trajectory = graph.predict(observation);
            double[] expected = TestGraphs.golden("regression", "trajectory");
            assertThat(trajectory).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) trajectory[i]).isCloseTo(expected[i], within(1e-3));
            }
        }
    }

    @Test
    void shouldSeeEachObservationAnew() {
        try (PlannerGraphs graphs = new PlannerGraphs(TestGraphs.manifest(TestGraphs.graphs()), engine)) {
            Observation first = graphs.observation();
            Observation second = graphs.observation();
            fill(first, "context");
            fill(second, "context");
            second.history[5] += 1;
            graphs.context(first);
            float before = graphs.cache().get(JAVA_FLOAT, 0);
            graphs.context(second);
            assertThat(graphs.cache().get(JAVA_FLOAT, 0)).isNotEqualTo(before);
            graphs.context(first);
            assertThat(graphs.cache().get(JAVA_FLOAT, 0)).isEqualTo(before);
        }
    }

    @Test
    void shouldNotAllocateAfterWarmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (PlannerGraphs graphs = new PlannerGraphs(TestGraphs.manifest(TestGraphs.graphs()), engine)) {
            Observation observation = graphs.observation();
            graphs.warmUp(10);
            forwards(graphs, observation, 20_000);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) { // the counter's first use, or a compilation, may cost a few bytes
                long before = threads.getCurrentThreadAllocatedBytes();
                forwards(graphs, observation, 2_000);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isZero();
        }
    }

    private static void forwards(PlannerGraphs graphs, Observation observation, int times) {
        for (int i = 0; i < times; i++) {
            graphs.context(observation);
            graphs.denoise();
        }
    }

    @Test
    void shouldRefuseAnObservationOfAnotherShape() {
        try (PlannerGraphs graphs = new PlannerGraphs(TestGraphs.manifest(TestGraphs.graphs()), engine)) {
            assertThatThrownBy(() -> graphs.context(new Observation(2, 6, 9, 3, 2)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context | images | u8 | 2,6,9,3 | manifest.yaml:11: input images is declared u8 [2, 6, 9, 3]; in",
                "context | images | f32 | 2,6,8,3 | manifest.yaml:11: input images is declared f32 [2, 6, 8, 3]; in",
                "context | image | u8 | 2,6,8,3 | manifest.yaml:11: input image is not in",
                "context | cache | f32 | 1,2,1,4,5 | manifest.yaml:22: the denoiser reads a cache",
                "denoise | tokens | i64 | 1,6 | manifest.yaml:21: input tokens is declared i64 [1, 6]; in",
                "denoise | logits | f32 | 1,5,8 | manifest.yaml:23: output logits is declared f32 [1, 5, 8]; in",
            })
    void shouldRefuseAManifestThatDisagreesWithItsGraphAndNameTheLine(
            String graph, String tensor, String type, String shape, String message) {
        Map<String, GraphFile> graphs = new HashMap<>(TestGraphs.graphs());
        GraphFile original = graphs.get(graph);
        int line = Integer.parseInt(message.split(":")[1]);
        int declaredLine = message.contains("denoiser reads") ? 14 : line;
        Long[] dimensions =
                java.util.Arrays.stream(shape.split(",")).map(Long::valueOf).toArray(Long[]::new);
        Tensor changed = TestGraphs.tensor(tensor, type, declaredLine, dimensions);
        graphs.put(
                graph,
                new GraphFile(
                        original.file(),
                        "",
                        swapped(original.inputs(), changed),
                        swapped(original.outputs(), changed),
                        original.line()));
        assertThatThrownBy(() -> new PlannerGraphs(TestGraphs.manifest(graphs), engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.contains("denoiser reads") ? "manifest.yaml:14: output cache" : message)
                .message()
                .doesNotContain("\n");
    }

    private static List<Tensor> swapped(List<Tensor> tensors, Tensor changed) {
        List<Tensor> swapped = new ArrayList<>(tensors);
        swapped.replaceAll(t -> t.line() == changed.line() ? changed : t);
        return swapped;
    }

    @Test
    void shouldRefuseAGraphWhoseTensorIsNotDeclared() {
        Map<String, GraphFile> graphs = new HashMap<>(TestGraphs.graphs());
        graphs.put("context", TestGraphs.graph("context", TestGraphs.OBSERVATION.subList(0, 2), TestGraphs.CACHE, 10));
        assertThatThrownBy(() -> new PlannerGraphs(TestGraphs.manifest(graphs), engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:10: input historyMask (f32 [3])");
    }

    @Test
    void shouldRefuseAPlannerWithoutADenoiser() {
        Map<String, GraphFile> graphs = new HashMap<>(TestGraphs.graphs());
        graphs.remove("denoise");
        assertThatThrownBy(() -> new PlannerGraphs(TestGraphs.manifest(graphs), engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no graph denoise");
    }

    @Test
    void shouldRefuseATemplateOfAnotherLength() {
        Map<String, GraphFile> graphs = new HashMap<>(TestGraphs.graphs());
        // The regression stands in for a denoiser that agrees with its declaration, but not with the template.
        graphs.put("denoise", TestGraphs.graph("regression", TestGraphs.OBSERVATION, TestGraphs.TRAJECTORY, 30));
        assertThatThrownBy(() -> new PlannerGraphs(TestGraphs.manifest(graphs), engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:30: graph denoise declares no tensor cache");
    }

    @Test
    void shouldRefuseMoreSlotsThanTheGraphTakes() {
        assertThatThrownBy(() -> new PlannerGraphs(TestGraphs.manifest(TestGraphs.graphs(), 6), engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manifest.yaml:21: ")
                .hasMessageContaining("tensor tokens has shape [1, 5]; it must be [6]");
    }

    private static void fill(Observation observation, String graph) {
        double[] images = TestGraphs.golden(graph, "images");
        for (int i = 0; i < images.length; i++) {
            observation.images.set(JAVA_BYTE, i, (byte) (int) images[i]);
        }
        double[] history = TestGraphs.golden(graph, "history");
        for (int i = 0; i < history.length; i++) {
            observation.history[i] = (float) history[i];
        }
        double[] mask = TestGraphs.golden(graph, "historyMask");
        for (int i = 0; i < mask.length; i++) {
            observation.historyMask[i] = (float) mask[i];
        }
    }

    private static void assertEqual(MemorySegment actual, double[] expected) {
        assertThat(actual.byteSize()).isEqualTo(4L * expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual.getAtIndex(JAVA_FLOAT, i)).isCloseTo(expected[i], within(2e-3));
        }
    }
}

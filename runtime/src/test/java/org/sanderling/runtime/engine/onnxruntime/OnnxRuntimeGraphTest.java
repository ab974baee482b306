package org.sanderling.runtime.engine.onnxruntime;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.planners.ModelFailure;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.EngineException;
import org.sanderling.runtime.engine.TensorInfo;
import org.sanderling.runtime.engine.TestGraphs;

@Timeout(60)
class OnnxRuntimeGraphTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final OnnxRuntimeEngine engine = new OnnxRuntimeEngine();
    private final Arena arena = Arena.ofAuto();

    @TempDir
    Path folder;

    @Test
    void shouldBeFoundAndAvailable() {
        assertThat(ServiceLoader.load(Engine.class)).anyMatch(e -> e.name().equals("onnxruntime"));
        assertThat(engine.unavailable()).isNull();
        assertThat(engine.version()).matches("1\\.\\d+\\.\\d+");
    }

    @Test
    void shouldTellNamesTypesAndShapes() {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("denoise.onnx"))) {
            assertThat(graph.inputs())
                    .containsExactly(
                            new TensorInfo("tokens", "i64", List.of(1L, 5L)),
                            new TensorInfo("cache", "f32", List.of(1L, 2L, 1L, 4L, 4L)));
            assertThat(graph.outputs()).containsExactly(new TensorInfo("logits", "f32", List.of(1L, 5L, 7L)));
        }
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("dynamic.onnx"))) {
            assertThat(graph.inputs().getFirst().shape()).containsExactly(-1L, 4L);
        }
    }

    @Test
    void shouldRunOverTheBoundMemoryAgainAndAgain() {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("add.onnx"))) {
            MemorySegment x = bind(graph, "x", 64);
            MemorySegment out = bind(graph, "out", 64);
            for (int i = 0; i < 10; i++) {
                x.setAtIndex(JAVA_FLOAT, 15, i);
                graph.run();
                assertThat(out.getAtIndex(JAVA_FLOAT, 15)).isEqualTo(i + 1f);
            }
            MemorySegment other = bind(graph, "out", 64);
            graph.run();
            assertThat(other.getAtIndex(JAVA_FLOAT, 15)).isEqualTo(10f);
        }
    }

    @Test
    void shouldNotAllocateWhenItRunsNorWhenARunFails() {
        try (OnnxRuntimeGraph good = engine.load(TestGraphs.file("add.onnx"));
                OnnxRuntimeGraph bad = engine.load(TestGraphs.file("gather.onnx"))) {
            bind(good, "x", 64);
            bind(good, "out", 64);
            bind(bad, "index", 8).set(JAVA_LONG, 0, 99);
            bind(bad, "out", 4);
            assertThat(failuresOf(bad, good, 20_000)).isEqualTo(20_000);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) { // the counter's first use, or a compilation, may cost a few bytes
                long before = THREADS.getCurrentThreadAllocatedBytes();
                int failures = failuresOf(bad, good, 2_000);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
                assertThat(failures).isEqualTo(2_000);
            }
            assertThat(least).isZero();
        }
    }

    private static int failuresOf(OnnxRuntimeGraph bad, OnnxRuntimeGraph good, int times) {
        int failures = 0;
        for (int i = 0; i < times; i++) {
            good.run();
            good.cancel();
            try {
                bad.run();
            } catch (ModelFailure e) {
                failures++;
            }
        }
        return failures;
    }

    @Test
    void shouldSayWhyARunFailedAndRunOnAfterwards() {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("gather.onnx"))) {
            MemorySegment index = bind(graph, "index", 8);
            MemorySegment out = bind(graph, "out", 4);
            assertThat(graph.lastError()).isEmpty();
            index.set(JAVA_LONG, 0, 99);
            assertThatThrownBy(graph::run).isInstanceOf(ModelFailure.class).hasMessageContaining("gather.onnx");
            assertThat(graph.lastError()).contains("idx=99").doesNotContain("\n");
            index.set(JAVA_LONG, 0, 2);
            graph.run();
            assertThat(out.get(JAVA_FLOAT, 0)).isEqualTo(3f);
        }
    }

    @Test
    void shouldEndALongRunWhenCancelledFromAnotherThreadAndThenStartAfresh() throws Exception {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("loop.onnx"))) {
            MemorySegment iterations = bind(graph, "iterations", 8);
            MemorySegment x = bind(graph, "x", 4096);
            MemorySegment out = bind(graph, "out", 4096);
            x.setAtIndex(JAVA_FLOAT, 1023, 0.5f);
            iterations.set(JAVA_LONG, 0, Long.MAX_VALUE);
            CompletableFuture<ModelFailure> ended = failureOf(graph);
            graph.cancel();
            assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(graph.lastError()).contains("terminate");

            graph.cancel();
            iterations.set(JAVA_LONG, 0, 3);
            graph.run();
            assertThat(out.getAtIndex(JAVA_FLOAT, 1023)).isEqualTo(0.5f);
        }
    }

    @Test
    void shouldEndARunInProgressOnClose() throws Exception {
        OnnxRuntimeGraph graph = engine.load(TestGraphs.file("loop.onnx"));
        bind(graph, "iterations", 8).set(JAVA_LONG, 0, Long.MAX_VALUE);
        bind(graph, "x", 4096);
        bind(graph, "out", 4096);
        CompletableFuture<ModelFailure> ended = failureOf(graph);
        assertThatThrownBy(graph::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("two threads");
        graph.close();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    /** Runs the graph on a thread of its own; returns when that thread is in the native call. */
    private static CompletableFuture<ModelFailure> failureOf(OnnxRuntimeGraph graph) throws InterruptedException {
        CompletableFuture<ModelFailure> ended = new CompletableFuture<>();
        Thread runner = new Thread(() -> {
            try {
                graph.run();
                ended.complete(null);
            } catch (ModelFailure e) {
                ended.complete(e);
            }
        });
        runner.start();
        while (!inNativeRun(runner)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        // The terminate flag is cleared before the native call; give it time to be in a kernel.
        TimeUnit.MILLISECONDS.sleep(20);
        return ended;
    }

    private static boolean inNativeRun(Thread runner) {
        for (StackTraceElement frame : runner.getStackTrace()) {
            if (frame.getClassName().endsWith("OrtApi") && frame.getMethodName().equals("run")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldRefuseUseAfterCloseAndCloseTwice() {
        OnnxRuntimeGraph graph = engine.load(TestGraphs.file("add.onnx"));
        bind(graph, "x", 64);
        bind(graph, "out", 64);
        graph.close();
        graph.close();
        graph.cancel();
        assertThatThrownBy(graph::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("after close");
        assertThatThrownBy(() -> bind(graph, "x", 64)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseToRunWithATensorUnbound() {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("add.onnx"))) {
            bind(graph, "x", 64);
            assertThatThrownBy(graph::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not bound: [out]");
        }
    }

    @Test
    void shouldRefuseMemoryThatDoesNotFit() {
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("add.onnx"))) {
            assertThatThrownBy(() -> bind(graph, "x", 60))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("60 bytes")
                    .hasMessageContaining("64 native bytes");
            assertThatThrownBy(() -> bind(graph, "y", 64))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("no tensor y; it has [x, out]");
            assertThatThrownBy(() -> graph.bind("x", MemorySegment.ofArray(new float[16])))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("heap");
            MemorySegment misaligned = arena.allocate(128, 64).asSlice(2, 64);
            assertThatThrownBy(() -> graph.bind("x", misaligned))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("misaligned");
        }
        try (OnnxRuntimeGraph graph = engine.load(TestGraphs.file("dynamic.onnx"))) {
            assertThatThrownBy(() -> bind(graph, "x", 16))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("not static");
        }
    }

    @Test
    void shouldRefuseWhatIsNoGraphWithFileAndCauseInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(TestGraphs.file("context.onnx"));
        assertRefused(folder.resolve("missing.onnx"), "no such file");
        assertRefused(folder, "no such file");
        assertRefused(write("empty.onnx", new byte[0]), "no graph that ONNX Runtime");
        assertRefused(write("words.onnx", "not a graph\nat all\n".getBytes()), "no graph that ONNX Runtime");
        assertRefused(write("cut.onnx", java.util.Arrays.copyOf(whole, whole.length / 2)), "no graph that");
        assertRefused(TestGraphs.file("text.onnx"), "element type 8 cannot be bound");
        assertRefused(TestGraphs.file("long_name.onnx"), "a name of 1024 bytes or more");
    }

    @Test
    void shouldSurviveDamagedGraphs() throws IOException {
        byte[] whole = Files.readAllBytes(TestGraphs.file("regression.onnx"));
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 4; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try (OnnxRuntimeGraph graph = engine.load(write("damaged.onnx", damaged))) {
                assertThat(graph.inputs()).isNotNull();
            } catch (EngineException e) {
                assertThat(e.getMessage()).contains("damaged.onnx").doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private void assertRefused(Path file, String cause) {
        assertThatThrownBy(() -> engine.load(file))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(cause)
                .message()
                .doesNotContain("\n");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private MemorySegment bind(OnnxRuntimeGraph graph, String name, long bytes) {
        MemorySegment memory = arena.allocate(bytes, 64);
        graph.bind(name, memory);
        return memory;
    }
}

package org.sanderling.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;

/**
 * One denoising forward of a planner through our engine, and through ONNX Runtime's own Java binding: the same library
 * version, graph, thread count and input. The binding is used at its best: tensors made once over direct buffers, outputs
 * pinned, one {@code run} a forward.
 */
final class ForwardComparison {
    private static final String PEER = "ai.onnxruntime (Java binding)";
    private static final int FORWARDS = 400;
    private static final int WARM_UP = 400;

    private final PlannerGraphs ours;
    private final OrtSession peer;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ForwardComparison(
            PlannerGraphs ours, OrtSession peer, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
        this.ours = ours;
        this.peer = peer;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** @param rounds how often both are measured, in turn */
    static List<Measurement> run(ModelManifest manifest, Engine engine, int rounds) {
        ModelManifest.GraphFile file = manifest.graphs().get("denoise");
        if (file == null) {
            throw new BenchmarkException(manifest.directory() + ": a planner without a graph 'denoise'");
        }
        try (OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
                OrtSession.SessionOptions options = oneThread();
                OrtSession session = environment.createSession(
                        manifest.directory().resolve(file.file()).toString(), options);
                PlannerGraphs graphs = new PlannerGraphs(manifest, engine)) {
            Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
            Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
            try {
                for (ModelManifest.Tensor tensor : file.inputs()) {
                    inputs.put(tensor.name(), zeros(environment, tensor));
                }
                for (ModelManifest.Tensor tensor : file.outputs()) {
                    outputs.put(tensor.name(), zeros(environment, tensor));
                }
                return new ForwardComparison(graphs, session, inputs, outputs).measure(rounds);
            } finally {
                inputs.values().forEach(OnnxTensor::close);
                outputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new BenchmarkException(PEER + ": " + e.getMessage());
        }
    }

    private static OrtSession.SessionOptions oneThread() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static OnnxTensor zeros(OrtEnvironment environment, ModelManifest.Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        int elements = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        return switch (tensor.type()) {
            case "i64" -> OnnxTensor.createTensor(environment, longs(elements), shape);
            case "f32" -> OnnxTensor.createTensor(environment, floats(elements), shape);
            default -> throw new BenchmarkException("tensor " + tensor.name() + ": " + tensor.type());
        };
    }

    private static LongBuffer longs(int n) {
        return ByteBuffer.allocateDirect(8 * n).order(ByteOrder.nativeOrder()).asLongBuffer();
    }

    private static FloatBuffer floats(int n) {
        return ByteBuffer.allocateDirect(4 * n).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private List<Measurement> measure(int rounds) throws OrtException {
        ours.tokens().fill((byte) 0);
        ours.cache().fill((byte) 0);
        ours.warmUp(1);
        for (int i = 0; i < WARM_UP; i++) {
            ours.denoise();
            peerForward();
        }
        double[] oursUs = new double[rounds];
        double[] peerUs = new double[rounds];
        double[] oursBytes = new double[rounds];
        double[] peerBytes = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            round(oursUs, peerUs, i);
            oursBytes[i] = bytes(ours::denoise);
            peerBytes[i] = bytes(this::peerForward);
        }
        List<Measurement> both = new ArrayList<>();
        both.add(Measurement.of("tick.denoise", "us", oursUs).beside(PEER, peerUs));
        both.add(Measurement.of("tick.denoise.allocated", "B", oursBytes).beside(PEER, peerBytes));
        return both;
    }

    /** Alternates forward by forward; the median of each. */
    private void round(double[] oursUs, double[] peerUs, int at) throws OrtException {
        double[] mine = new double[FORWARDS];
        double[] theirs = new double[FORWARDS];
        for (int i = 0; i < FORWARDS; i++) {
            long start = System.nanoTime();
            ours.denoise();
            long between = System.nanoTime();
            peerForward();
            mine[i] = (between - start) / 1e3;
            theirs[i] = (System.nanoTime() - between) / 1e3;
        }
        Arrays.sort(mine);
        Arrays.sort(theirs);
        oursUs[at] = mine[FORWARDS / 2];
        peerUs[at] = theirs[FORWARDS / 2];
    }

    private interface Forward {
        void run() throws OrtException;
    }

    private void peerForward() throws OrtException {
        peer.run(inputs, outputs).close();
    }

    private double bytes(Forward forward) throws OrtException {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FORWARDS; i++) {
            forward.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) FORWARDS;
    }
}

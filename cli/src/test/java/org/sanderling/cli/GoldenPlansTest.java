package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.CompressedImage;
import org.sanderling.recording.messages.NormalizedControl;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.input.InputCounters;
import org.sanderling.runtime.input.ObservationBuilder;
import org.sanderling.runtime.input.ObservationShape;
import org.sanderling.runtime.loop.LoopParts;
import org.sanderling.runtime.loop.PlanRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans of the reference model on single frames of the drive against golden.json: pixels by Pillow, graphs by ONNX Runtime's
 * Python package, decoder and tokenizer by training/planner.
 */
final class GoldenPlansTest {
    private static final ModelManifest MANIFEST = ManifestReader.read(Drives.HOME.resolve("models/donkey-planner"));
    private static final LoopParts PARTS = LoopParts.of(DeploymentReader.read(Drives.DEMO, Map.of()), MANIFEST, 0);
    private static final ObservationShape SHAPE = ObservationShape.of(MANIFEST);

    private static PlannerGraphs model;
    private static TurboJpegDecoder decoder;

    @BeforeAll
    static void load() {
        model = new PlannerGraphs(MANIFEST, LiveSetup.engine("onnxruntime"));
        decoder = new TurboJpegDecoder();
    }

    @AfterAll
    static void close() {
        model.close();
        decoder.close();
    }

    @TestFactory
    List<DynamicTest> shouldPlanAsThePythonReferenceDoes() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode golden = JsonMapper.builder()
                .build()
                .readTree(Files.readString(MANIFEST.directory().resolve("golden.json")));
        for (JsonNode c : golden.get("cases")) {
            tests.add(DynamicTest.dynamicTest("frame " + c.get("frame").asInt(), () -> compare(c)));
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
        return tests;
    }

    private static void compare(JsonNode golden) {
        Observation observation = observe(golden.get("frame").asInt());
        for (int f = 0; f < 2; f++) {
            assertThat(sum(observation, f))
                    .isEqualTo(golden.get("imageSum").get(f).asLong());
        }
        assertThat(doubles(observation.history)).containsExactly(flat(golden.get("history")), within(0.0));

        PlanRun run = PARTS.run(model);
        Plan plan = run.createPlan();
        StepTrace trace = run.createTrace();
        float[] nothing = {Float.NaN, Float.NaN};
        PARTS.check().join(0, nothing);
        run.run(observation, 0, step -> Integer.MAX_VALUE, plan, trace);

        assertThat(plan.verdict).isZero();
        assertThat(plan.tokens).containsExactly(ints(golden.get("tokens")));
        assertThat(plan.forwards).isEqualTo(golden.get("forwards").asInt());
        assertThat(doubles(plan.samples)).containsExactly(flat(golden.get("trajectory")), within(1e-5));
    }

    /** The drive through the live loop's own builder, up to a frame. */
    private static Observation observe(int frame) {
        Observation observation = SHAPE.create();
        ObservationBuilder builder = PARTS.observations(SHAPE, decoder, new InputCounters(), new InputCounters());
        try (McapReader reader = McapReader.open(Drives.HOME.resolve("data/donkeycar-track.mcap"));
                Arena arena = Arena.ofConfined()) {
            MemorySegment jpeg = arena.allocate(1 << 18);
            Iterator<ChannelMessage> messages = reader.messages(Set.of(Drives.CAMERA, Drives.EGO));
            for (int images = 0; messages.hasNext(); ) {
                ChannelMessage m = messages.next();
                CdrReader in = new CdrReader(m.message().data(), m.topic());
                if (m.topic().equals(Drives.EGO)) {
                    NormalizedControl c = NormalizedControl.read(in);
                    long stampNs = c.header().stamp().nanos();
                    builder.action(images, stampNs, stampNs, new float[] {c.steering(), c.throttle()});
                    continue;
                }
                if (images >= frame - 20) {
                    CompressedImage image = CompressedImage.read(in);
                    MemorySegment.copy(image.data(), 0, jpeg, ValueLayout.JAVA_BYTE, 0, image.data().length);
                    long stampNs = image.header().stamp().nanos();
                    builder.image(images, stampNs, stampNs, jpeg, image.data().length, observation);
                }
                if (images++ == frame) {
                    return observation;
                }
            }
        }
        throw new AssertionError("no frame " + frame);
    }

    private static long sum(Observation observation, int frame) {
        long sum = 0;
        for (long i = 0; i < observation.imageBytes; i++) {
            sum += Byte.toUnsignedInt(
                    observation.images.get(ValueLayout.JAVA_BYTE, frame * observation.imageBytes + i));
        }
        return sum;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        Arrays.setAll(values, i -> array.get(i).asInt());
        return values;
    }

    private static double[] flat(JsonNode rows) {
        double[] values = new double[rows.size() * rows.get(0).size()];
        Arrays.setAll(
                values,
                i -> rows.get(i / rows.get(0).size())
                        .get(i % rows.get(0).size())
                        .asDouble());
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}

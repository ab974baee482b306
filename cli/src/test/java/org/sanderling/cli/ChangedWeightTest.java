package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.config.ManifestReader;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.DecodeTrace;
import org.sanderling.runtime.record.Topics;
import org.sanderling.runtime.replay.Replay;
import tools.jackson.databind.JsonNode;

/** A replay with a model in which one weight is another, its hashes made good again. */
final class ChangedWeightTest {
    private static final Path MODEL = Drives.HOME.resolve("models/donkey-planner");

    @TempDir
    static Path folder;

    private static Path recording;

    @BeforeAll
    static void record() {
        recording = folder.resolve("run.mcap");
        Invocation run = Invocation.of(
                "run",
                Drives.DEMO.toString(),
                "--duration=3",
                "--record=" + recording,
                "--set=outputs.mqtt.enabled=false");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    /** @param field of the trace that is the first to differ */
    @ParameterizedTest
    @CsvSource({"denoise,logitsHashes", "context,cacheHash"})
    void shouldDivergeAtTheFirstPlan(String graph, String field) throws Exception {
        Path model = copy(MODEL, folder.resolve(graph));
        changeOneWeight(model.resolve(graph + ".onnx"));
        makeHashGood(model, graph);
        Path good = folder.resolve(graph + ".mcap");
        Drives.writeAnew(
                recording, good, "modelHash", ManifestReader.read(model).modelHash());

        Invocation replay = replay(good, model);

        assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCodes.CHECK_FAILED);
        JsonNode first = replay.json().get("firstDivergence");
        assertThat(first.get("tick").asLong()).isEqualTo(firstWithForward());
        assertThat(first.get("field").asString()).startsWith(field);
        assertThat(replay.json().get("verified").asBoolean()).isFalse();
    }

    @Test
    void shouldSayThatTheModelIsAnotherByItsHash() throws Exception {
        Path model = copy(MODEL, folder.resolve("other"));
        changeOneWeight(model.resolve("denoise.onnx"));
        makeHashGood(model, "denoise");

        Invocation replay = replay(recording, model);

        assertThat(replay.exit()).isEqualTo(ExitCodes.CHECK_FAILED);
        assertThat(replay.json().get("firstDivergence").get("field").asString()).isEqualTo("modelHash");
    }

    @Test
    void shouldRefuseAWeightThatTheManifestDoesNotKnow() throws Exception {
        Path model = copy(MODEL, folder.resolve("unknown"));
        changeOneWeight(model.resolve("denoise.onnx"));

        Invocation replay = replay(recording, model);

        assertThat(replay.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(replay.err()).hasLineCount(1).contains("manifest.yaml:", "denoise.onnx");
    }

    @Test
    void shouldNotDivergeWithAnEqualModelElsewhere() throws Exception {
        Invocation replay = replay(recording, copy(MODEL, folder.resolve("equal")));

        assertThat(replay.exit()).as(replay.out()).isZero();
    }

    private static Invocation replay(Path file, Path model) throws IOException {
        String yaml = Replay.session(recording).deploymentYaml();
        Path deployment = folder.resolve(model.getFileName() + ".yaml");
        Files.writeString(deployment, yaml.replaceFirst("models/donkey-planner", model.toString()));
        return Invocation.of("replay", file.toString(), "--verify", "--deployment=" + deployment, "--json");
    }

    private static long firstWithForward() {
        try (McapReader reader = McapReader.open(recording)) {
            var messages = reader.messages(java.util.Set.of(Topics.TRACE));
            while (messages.hasNext()) {
                DecodeTrace trace =
                        DecodeTrace.read(new CdrReader(messages.next().message().data(), DecodeTrace.SCHEMA));
                if (trace.logitsHashes().length > 0 && !trace.verdict().equals("PLAN_FAILED")) {
                    return trace.tick();
                }
            }
        }
        throw new AssertionError("no plan in the whole run");
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static void makeHashGood(Path model, String graph) throws Exception {
        Path manifest = model.resolve("manifest.yaml");
        String text = Files.readString(manifest);
        String changed = text.replace(sha256(MODEL.resolve(graph + ".onnx")), sha256(model.resolve(graph + ".onnx")));
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(manifest, changed);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Half as much again for the middle element of the largest float initializer (onnx.proto3: model 7, graph 5). */
    private static void changeOneWeight(Path onnx) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(onnx)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer largest = ByteBuffer.allocate(0);
        Fields model = new Fields(file);
        while (model.next()) {
            Fields graph = new Fields(model.number == 7 ? model.bytes : ByteBuffer.allocate(0));
            while (graph.next()) {
                ByteBuffer weights = graph.number == 5 ? rawFloats(graph.bytes) : ByteBuffer.allocate(0);
                largest = weights.remaining() > largest.remaining() ? weights : largest;
            }
        }
        assertThat(largest.remaining()).isGreaterThan(4_000);
        int middle = largest.position() + largest.remaining() / 8 * 4;
        float weight = file.getFloat(middle);
        assertThat(Math.abs(weight)).isBetween(1e-6f, 100f);
        file.putFloat(middle, weight * 1.5f);
        Files.write(onnx, file.array());
    }

    /** A TensorProto's raw data (9), where its type (2) is FLOAT; positions are those in the file. */
    private static ByteBuffer rawFloats(ByteBuffer tensor) {
        Fields fields = new Fields(tensor);
        boolean floats = false;
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (fields.next()) {
            floats |= fields.number == 2 && fields.value == 1;
            raw = fields.number == 9 ? fields.bytes : raw;
        }
        return floats ? raw : ByteBuffer.allocate(0);
    }

    /** The fields of a protobuf message, one by one. */
    private static final class Fields {
        private final ByteBuffer message;
        private int number;
        private long value;
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        Fields(ByteBuffer message) {
            this.message = message.duplicate();
        }

        boolean next() {
            if (!message.hasRemaining()) {
                return false;
            }
            long tag = varint();
            number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> value = varint();
                case 1 -> message.position(message.position() + 8);
                case 2 -> {
                    int length = (int) varint();
                    bytes = message.duplicate().limit(message.position() + length);
                    message.position(message.position() + length);
                }
                case 5 -> message.position(message.position() + 4);
                default -> throw new AssertionError("no protobuf");
            }
            return true;
        }

        private long varint() {
            long result = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = message.get();
                result |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return result;
                }
            }
        }
    }
}

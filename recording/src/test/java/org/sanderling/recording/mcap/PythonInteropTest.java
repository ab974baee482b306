package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.SampleMessages;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the mcap packages of PyPI, in a virtual environment that the test makes under target/. */
class PythonInteropTest {
    private static final Path SCRIPTS = Path.of("src/test/python");
    private static final Path ENVIRONMENT = Path.of("target/python-interop").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run(List.of("bash", SCRIPTS.resolve("setup.sh").toString(), ENVIRONMENT.toString()));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldBeReadByTheIndependentReader(Compression compression) throws IOException, InterruptedException {
        Path file = folder.resolve("ours.mcap");
        List<Message> messages = SampleMessages.all();
        try (McapWriter writer = McapWriter.create(file, Samples.options(compression))) {
            writer.metadata("run", Map.of("hash", "abc"));
            CdrWriter cdr = new CdrWriter();
            for (int i = 0; i < messages.size(); i++) {
                Message m = messages.get(i);
                byte[] definition = MessageSchemas.text(m.schemaName()).getBytes(StandardCharsets.UTF_8);
                int schema = writer.addSchema(m.schemaName(), MessageSchemas.SCHEMA_ENCODING, definition);
                int channel = writer.addChannel("/topic" + i, schema, MessageSchemas.MESSAGE_ENCODING, Map.of());
                m.write(cdr.reset());
                writer.write(channel, i, i * 20_000_000L, i, cdr.bytes(), 0, cdr.size());
            }
            writer.attach(1, 2, "notes.txt", "text/plain", Samples.bytes("all well"));
        }
        JsonNode seen = JsonMapper.builder().build().readTree(python("read_with_mcap.py", file.toString()));
        assertThat(seen.get("profile").stringValue()).isEqualTo("ros2");
        assertThat(seen.get("library").stringValue()).isEqualTo("sanderling 0.1.0");
        assertThat(seen.get("chunks").intValue()).isEqualTo(4);
        assertThat(seen.get("indexed").intValue()).isEqualTo(4);
        assertThat(seen.get("unindexed").intValue()).isEqualTo(messages.size());
        assertThat(seen.get("attachments").get(0).get("data").stringValue())
                .isEqualTo(sha256(Samples.bytes("all well")));
        assertThat(seen.get("metadata").get(0).get("metadata").get("hash").stringValue())
                .isEqualTo("abc");
        assertThat(seen.get("messages").size()).isEqualTo(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            JsonNode m = seen.get("messages").get(i);
            assertThat(m.get("topic").stringValue()).isEqualTo("/topic" + i);
            assertThat(m.get("sequence").intValue()).isEqualTo(i);
            assertThat(m.get("logTime").longValue()).isEqualTo(i * 20_000_000L);
            assertSame(messages.get(i), m.get("value"));
        }
    }

    /** Each field that Python decoded is what the record holds. */
    private static void assertSame(Object expected, JsonNode seen) {
        switch (expected) {
            case Record r -> {
                for (var c : r.getClass().getRecordComponents()) {
                    String field = c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
                    try {
                        assertSame(c.getAccessor().invoke(r), seen.get(field));
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                }
            }
            case byte[] b -> assertThat(seen.stringValue()).isEqualTo(sha256(b));
            case int[] a ->
                assertThat(numbers(seen))
                        .isEqualTo(Arrays.stream(a).mapToObj(i -> (long) i).toList());
            case long[] a ->
                assertThat(numbers(seen)).isEqualTo(Arrays.stream(a).boxed().toList());
            case float[] a -> {
                assertThat(seen.size()).isEqualTo(a.length);
                for (int i = 0; i < a.length; i++) {
                    assertThat(seen.get(i).floatValue()).isEqualTo(a[i]);
                }
            }
            case String s -> assertThat(seen.stringValue()).isEqualTo(s);
            case Boolean b -> assertThat(seen.booleanValue()).isEqualTo(b);
            case Float f -> assertThat(seen.floatValue()).isEqualTo(f);
            case Number n -> assertThat(seen.bigIntegerValue().longValue()).isEqualTo(n.longValue());
            default -> throw new AssertionError(expected.getClass());
        }
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        // uint64 above 2^63 comes as a large number: the 64 bits count.
        array.forEach(n -> numbers.add(n.bigIntegerValue().longValue()));
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldReadTheIndependentWriter(Compression compression) throws IOException, InterruptedException {
        Path file = folder.resolve("theirs.mcap");
        String name = compression == Compression.NONE ? "none" : compression.mcapName();
        python("write_with_mcap.py", file.toString(), name, "chunked");
        try (McapReader reader = McapReader.open(file)) {
            RecordingInfo info = RecordingInfo.of(reader);
            assertThat(info.compression()).isEqualTo(name);
            assertThat(info.chunks()).isGreaterThan(5);
            assertThat(info.truncatedAt()).isEmpty();
            assertThat(reader.indexed()).isTrue();
            List<ChannelMessage> messages = new ArrayList<>();
            reader.messages().forEachRemaining(messages::add);
            assertThat(messages).hasSize(500);
            for (int i = 0; i < 500; i++) {
                ChannelMessage m = messages.get(i);
                assertThat(m.schema().name()).isEqualTo(NormalizedControl.SCHEMA);
                NormalizedControl c =
                        NormalizedControl.read(new CdrReader(m.message().data(), NormalizedControl.SCHEMA));
                assertThat(c.header().stamp().nanos()).isEqualTo(i * 1_000_000_000L + i * 1000);
                assertThat(c.header().frameId()).isEqualTo("frame ".repeat(i % 9));
                assertThat(c.steering()).isEqualTo(i / 512f - 0.5f);
            }
        }
    }

    @Test
    void shouldReadTheIndependentWriterWithoutChunks() throws IOException, InterruptedException {
        Path file = folder.resolve("theirs.mcap");
        python("write_with_mcap.py", file.toString(), "none", "unchunked");
        try (McapReader reader = McapReader.open(file)) {
            List<Long> sequences = new ArrayList<>();
            reader.messages().forEachRemaining(m -> {
                sequences.add(m.message().sequence());
                assertThat(m.message().data()).hasSize((int) m.message().sequence() % 50);
            });
            assertThat(sequences).hasSize(500).isSortedAccordingTo(java.util.Comparator.reverseOrder());
            assertThat(reader.attachment("a.bin").orElseThrow().data()).containsExactly(1, 2);
            assertThat(reader.metadata("m").get(0).metadata()).isEqualTo(Map.of("k", "v"));
        }
    }

    private static String python(String script, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ENVIRONMENT.resolve("bin/python").toString());
        command.add(SCRIPTS.resolve(script).toString());
        command.addAll(List.of(args));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("interop", ".out");
        Path err = Files.createTempFile("interop", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends in time", command).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", command, Files.readString(err))
                    .isZero();
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

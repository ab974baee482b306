package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.rosbag2.BagMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording with every message, opened as a bag by an independent implementation (rosbags of PyPI): it reads
 * the schemas, the messages and computes the type hashes for itself, also of packages for which there are no wheels.
 */
class RosbagsTest {
    private static final Path SCRIPTS = Path.of("src/test/python");
    private static final Path ENVIRONMENT = Path.of("target/python-interop").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run("bash", SCRIPTS.resolve("setup.sh").toString(), ENVIRONMENT.toString());
    }

    @Test
    void shouldBeABagForAnIndependentImplementation() throws IOException, InterruptedException {
        List<String> names =
                MessageTypes.names().stream().filter(n -> n.contains("/msg/")).toList();
        Path file = folder.resolve("all.mcap");
        try (McapWriter writer = McapWriter.create(file, WriterOptions.defaults())) {
            for (String name : names) {
                byte[] definition = MessageSchemas.text(name).getBytes(StandardCharsets.UTF_8);
                int schema = writer.addSchema(name, MessageSchemas.SCHEMA_ENCODING, definition);
                int channel = writer.addChannel("/" + name, schema, MessageSchemas.MESSAGE_ENCODING, Map.of());
                byte[] message = message(name);
                writer.write(channel, 0, 7, 7, message, 0, message.length);
            }
        }
        try (McapReader reader = McapReader.open(file)) {
            Files.writeString(
                    folder.resolve("metadata.yaml"), BagMetadata.of(reader).yaml("all.mcap"));
        }
        JsonNode bag = JsonMapper.builder()
                .build()
                .readTree(run(
                        ENVIRONMENT.resolve("bin/python").toString(),
                        SCRIPTS.resolve("read_bag.py").toString(),
                        folder.toString()));
        assertThat(bag.get("count").intValue()).isEqualTo(names.size());
        Set<String> seen = new TreeSet<>();
        for (JsonNode m : bag.get("messages")) {
            String name = m.get("topic").stringValue().substring(1);
            seen.add(name);
            assertThat(m.get("digest").stringValue())
                    .as(name)
                    .isEqualTo(MessageTypes.typeHash(name).orElseThrow());
            if (!hasChar(name)) {
                assertThat(m.get("hash").stringValue())
                        .as(name)
                        .isEqualTo(m.get("digest").stringValue());
            }
            assertThat(m.get("cdr").stringValue())
                    .as(name)
                    .startsWith(HexFormat.of().formatHex(message(name)));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    }

    /** rosbags describes a char as a character, genuine ROS 2 as uint8 ({@code TypeHashTest}). */
    private static boolean hasChar(String name) {
        return MessageSet.DEFINITIONS.closure(name).values().stream()
                .flatMap(d -> d.fields().stream())
                .anyMatch(f -> f.type().base() == BaseType.CHAR);
    }

    private static byte[] message(String name) {
        byte[] random = RandomPayload.of(name, ByteOrder.BIG_ENDIAN, 11);
        CdrWriter out = new CdrWriter();
        MessageSet.type(name).read(new CdrReader(random, name)).write(out);
        return out.toByteArray();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("rosbags", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(Files.readString(err)).isZero();
            return out;
        } finally {
            Files.delete(err);
        }
    }
}

package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceTest {
    @TempDir
    Path folder;

    static Stream<ConformanceVector> withBytes() {
        return ConformanceVector.all().stream().filter(v -> Files.exists(v.mcap()));
    }

    static Stream<ConformanceVector> all() {
        return ConformanceVector.all().stream();
    }

    static Stream<ConformanceVector> unpadded() {
        return all().filter(v -> !v.features().contains("pad"));
    }

    @Test
    void shouldHaveEveryVector() {
        assertThat(withBytes()).hasSize(124);
        assertThat(all()).hasSize(292);
        assertThat(unpadded()).hasSize(149);
    }

    @ParameterizedTest
    @MethodSource("withBytes")
    void shouldReadWhatTheSuiteExpects(ConformanceVector vector) {
        assertThat(read(vector.mcap())).isEqualTo(vector.records());
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldReadVariantsRebuiltByteForByte(ConformanceVector vector) throws IOException {
        byte[] bytes = PaddedFile.of(vector);
        assertThat(sha256(bytes)).isEqualTo(vector.sha256());
        Path file = Files.write(folder.resolve("rebuilt.mcap"), bytes);
        assertThat(read(file)).isEqualTo(vector.records());
        assertThat(messagesInOrder(file)).isEqualTo(expectedInOrder(vector));
    }

    @ParameterizedTest
    @MethodSource("unpadded")
    void shouldWriteTheSuitesBytes(ConformanceVector vector) throws IOException {
        Path file = folder.resolve("written.mcap");
        WriterOptions options = WriterOptions.defaults()
                .withHeader("", "")
                .withCompression(Compression.NONE)
                .withChunkNs(1_000)
                .withFeatures(vector.written());
        try (McapWriter writer = McapWriter.create(file, options)) {
            vector.data().forEach(r -> write(r, writer));
        }
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize((int) vector.size());
        assertThat(sha256(bytes)).isEqualTo(vector.sha256());
    }

    private static void write(ConformanceVector.Expected r, McapWriter writer) {
        switch (r.type()) {
            case "Header" -> {}
            case "Schema" ->
                assertThat(writer.addSchema(r.text("name"), r.text("encoding"), r.bytes("data")))
                        .isEqualTo((int) r.number("id"));
            case "Channel" ->
                assertThat(writer.addChannel(
                                r.text("topic"),
                                (int) r.number("schema_id"),
                                r.text("message_encoding"),
                                r.map("metadata")))
                        .isEqualTo((int) r.number("id"));
            case "Message" -> {
                byte[] data = r.bytes("data");
                writer.write(
                        (int) r.number("channel_id"),
                        r.number("sequence"),
                        r.number("log_time"),
                        r.number("publish_time"),
                        data,
                        0,
                        data.length);
            }
            case "Attachment" ->
                writer.attach(
                        r.number("log_time"),
                        r.number("create_time"),
                        r.text("name"),
                        r.text("media_type"),
                        r.bytes("data"));
            case "Metadata" -> writer.metadata(r.text("name"), r.map("metadata"));
            default -> throw new AssertionError(r.type());
        }
    }

    private static List<Object> read(Path file) {
        List<Object> records = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            RecordScan scan = reader.records();
            scan.forEachRemaining(r -> ConformanceForm.of(r).ifPresent(records::add));
            assertThat(scan.truncatedAt()).isEmpty();
        }
        return records;
    }

    private static List<Long> messagesInOrder(Path file) {
        List<Long> sequences = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            Iterator<ChannelMessage> messages = reader.messages();
            messages.forEachRemaining(m -> sequences.add(m.message().sequence()));
        }
        return sequences;
    }

    private static List<Long> expectedInOrder(ConformanceVector vector) {
        return vector.data().stream()
                .filter(r -> r.type().equals("Message"))
                .sorted(java.util.Comparator.comparingLong(r -> r.number("log_time")))
                .map(r -> r.number("sequence"))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldLeaveChunksAndMessageIndexesOutOfTheForm() {
        assertThat(ConformanceForm.of(new McapRecord.Chunk(0, 0, 0, 0, "", 0))).isEmpty();
        assertThat(ConformanceForm.of(new McapRecord.MessageIndex(1, new long[0], new long[0])))
                .isEmpty();
        assertThat(ConformanceForm.of(new McapRecord.DataEnd(4_294_967_295L)))
                .contains(Map.of("type", "DataEnd", "fields", List.of(List.of("data_section_crc", "4294967295"))));
    }
}

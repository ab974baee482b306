package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapReaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayWhatIsNoRecording() throws IOException {
        Path missing = folder.resolve("missing.mcap");
        Path empty = Files.write(folder.resolve("empty.mcap"), new byte[0]);
        Path text = Files.writeString(folder.resolve("text.mcap"), "this is not a recording");
        Path magic = Files.write(
                folder.resolve("magic.mcap"),
                new RecordBuffer().u64(Opcode.MAGIC).u64(7).u64(9).bytes());
        assertThatThrownBy(() -> McapReader.open(missing))
                .isInstanceOf(McapException.class)
                .hasMessage(missing + ": byte 0: no such file");
        assertThatThrownBy(() -> McapReader.open(folder))
                .isInstanceOf(McapException.class)
                .hasMessage(folder + ": byte 0: not a file, so not a recording");
        assertThatThrownBy(() -> McapReader.open(empty))
                .isInstanceOf(McapException.class)
                .hasMessage(empty + ": byte 0: an empty file, not an MCAP recording");
        assertThatThrownBy(() -> McapReader.open(text))
                .isInstanceOf(McapException.class)
                .hasMessage(text + ": byte 0: not an MCAP recording (no magic)");
        assertThatThrownBy(() -> scan(magic))
                .isInstanceOf(McapException.class)
                .hasMessage(magic + ": byte 8: the first record is no header");
    }

    @Test
    void shouldSayInOneLineWhatAStrangersNameIs() {
        assertThat(new McapException(Path.of("a.mcap"), 80, "a chunk compressed by 'x\n\u0085\u2028y'"))
                .hasMessage("a.mcap: byte 80: a chunk compressed by 'x\\u000a\\u0085\\u2028y'");
        assertThat(new McapException(Path.of("a.mcap"), 0, "z".repeat(1_000_000)).getMessage())
                .hasSizeLessThan(6_000)
                .endsWith("z…");
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void shouldReadFilesThatLackAFeature(Feature feature) {
        Path file = Samples.write(
                folder.resolve("a.mcap"), Samples.options(Compression.ZSTD).without(feature), 30);
        assertThat(Samples.texts(file)).isEqualTo(Samples.expected(30));
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.metadata("run")).hasSize(1);
            assertThat(reader.attachments()).hasSize(1);
            assertThat(reader.truncatedAt()).isEmpty();
        }
    }

    @Test
    void shouldReadAFileWithMessagesAlone() {
        WriterOptions bare = Samples.options(Compression.NONE).withFeatures(EnumSet.noneOf(Feature.class));
        Path file = Samples.write(folder.resolve("a.mcap"), bare, 30);
        assertThat(Samples.texts(file)).isEqualTo(Samples.expected(30));
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.indexed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void shouldGiveLogTimeOrderStableForEqualTimes(Feature lacking) {
        Path file = folder.resolve("a.mcap");
        long[] times = {5, 3, 3, 9, 1, 9, 9, 4, 3, 0, 5, 9, 2, 2, 7, 3};
        WriterOptions options = WriterOptions.defaults().withChunkBytes(150).without(lacking);
        try (McapWriter writer = McapWriter.create(file, options)) {
            int channel = writer.addChannel("/a", 0, "raw", Map.of());
            for (int i = 0; i < times.length; i++) {
                writer.write(channel, i, times[i], 0, new byte[40], 0, 40);
            }
        }
        List<Integer> order = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            reader.messages().forEachRemaining(m -> order.add((int) m.message().sequence()));
        }
        assertThat(order).containsExactly(9, 4, 12, 13, 1, 2, 8, 15, 7, 0, 10, 14, 3, 5, 6, 11);
    }

    @Test
    void shouldGiveTheTopicsAskedFor() {
        Path file = Samples.write(folder.resolve("a.mcap"), Samples.options(Compression.LZ4), 12);
        try (McapReader reader = McapReader.open(file)) {
            List<String> texts = new ArrayList<>();
            reader.messages(Set.of("/b", "/none")).forEachRemaining(m -> texts.add(Samples.text(m)));
            assertThat(texts)
                    .isEqualTo(Samples.expected(12).stream()
                            .filter(t -> t.startsWith("/b"))
                            .toList());
            assertThat(reader.messages(Set.of("/b")).next().schema()).isNull();
            assertThat(reader.messages(Set.of("/a")).next().schema().name()).isEqualTo("pkg/msg/Text");
        }
    }

    @Test
    void shouldSkipRecordsOfOthers() throws IOException {
        Path file = Samples.write(
                folder.resolve("a.mcap"), Samples.options(Compression.NONE).withFeatures(Set.of()), 5);
        byte[] whole = Files.readAllBytes(file);
        int header = Opcode.PREFIX + whole[9];
        RecordBuffer longer = new RecordBuffer();
        longer.raw(whole, 0, 8 + header);
        int record = longer.begin(0x80);
        longer.u64(1).u64(2).end(record);
        int end = whole.length - 8 - 29 - 13;
        longer.raw(whole, 8 + header, end - 8 - header);
        int dataEnd = longer.begin(Opcode.DATA_END);
        longer.u32(0).end(dataEnd);
        int footer = longer.begin(Opcode.FOOTER);
        longer.u64(0).u64(0).u32(0).end(footer);
        longer.u64(Opcode.MAGIC);
        Files.write(file, Arrays.copyOf(longer.bytes(), longer.size()));
        assertThat(Samples.texts(file)).isEqualTo(Samples.expected(5));
    }

    @Test
    void shouldNameTheByteOfAChecksumThatIsWrong() throws IOException {
        Path file = Samples.write(folder.resolve("a.mcap"), Samples.options(Compression.NONE), 10);
        byte[] whole = Files.readAllBytes(file);
        long chunk = offsetOf(file, McapRecord.Chunk.class);
        long attachment = offsetOf(file, McapRecord.Attachment.class);
        long metadata = offsetOf(file, McapRecord.Metadata.class);
        long dataEnd = offsetOf(file, McapRecord.DataEnd.class);
        long statistics = offsetOf(file, McapRecord.Statistics.class);
        long footer = offsetOf(file, McapRecord.Footer.class);
        expect(flipped(file, whole, chunk + 150), "byte " + chunk + ": damaged chunk: CRC mismatch");
        expect(flipped(file, whole, attachment + 30), "attachment CRC mismatch");
        expect(flipped(file, whole, metadata + 14), "byte " + dataEnd + ": data section CRC mismatch");
        expect(flipped(file, whole, statistics + 12), "byte " + footer + ": summary CRC mismatch");
        flipped(file, whole, chunk + 150);
        assertThatThrownBy(() -> Samples.texts(file)).hasMessageContaining("byte " + chunk + ": damaged chunk");
    }

    @Test
    void shouldBoundWhatADeclaredSizeCanMakeItHold() throws IOException {
        for (long size : new long[] {Long.MAX_VALUE, -1, Integer.MAX_VALUE, FileRecords.MAX_BYTES + 1L}) {
            RecordBuffer out = new RecordBuffer().u64(Opcode.MAGIC);
            int header = out.begin(Opcode.HEADER);
            out.string("").string("").end(header);
            int chunk = out.begin(Opcode.CHUNK);
            out.u64(0).u64(0).u64(size).u32(0).string("zstd").u64(4).u32(7).end(chunk);
            out.raw(new byte[] {1}, 0, 1);
            Path file = Files.write(folder.resolve("bomb.mcap"), Arrays.copyOf(out.bytes(), out.size()));
            expect(file, "byte 25: a chunk of " + Long.toUnsignedString(size) + " bytes uncompressed; at most");
        }
    }

    @Test
    void shouldRefuseRecordsWhereTheyHaveNoPlace() throws IOException {
        RecordBuffer content = new RecordBuffer();
        int nested = content.begin(Opcode.CHUNK);
        content.u64(0).u64(0).u64(0).u32(0).string("").u64(0).end(nested);
        RecordBuffer out = new RecordBuffer().u64(Opcode.MAGIC);
        int header = out.begin(Opcode.HEADER);
        out.string("").string("").end(header);
        int chunk = out.begin(Opcode.CHUNK);
        out.u64(0).u64(0).u64(content.size()).u32(0).string("").u64(content.size());
        out.raw(content.bytes(), 0, content.size()).end(chunk);
        out.raw(new byte[] {1}, 0, 1);
        Path file = Files.write(folder.resolve("nested.mcap"), Arrays.copyOf(out.bytes(), out.size()));
        expect(file, "byte 25: in the chunk, byte 0 of its content: opcode 6 has no place in a chunk");
    }

    private void expect(Path file, String message) {
        assertThatThrownBy(() -> scan(file))
                .isInstanceOf(McapException.class)
                .hasMessageStartingWith(file + ": byte ")
                .hasMessageContaining(message);
    }

    private static Path flipped(Path file, byte[] whole, long at) throws IOException {
        byte[] bytes = whole.clone();
        bytes[(int) at] ^= 1;
        return Files.write(file, bytes);
    }

    private static long offsetOf(Path file, Class<? extends McapRecord> kind) {
        try (McapReader reader = McapReader.open(file)) {
            RecordScan scan = reader.records();
            while (scan.hasNext()) {
                if (kind.isInstance(scan.next())) {
                    return scan.offset();
                }
            }
        }
        throw new AssertionError(kind);
    }

    private static void scan(Path file) {
        try (McapReader reader = McapReader.open(file)) {
            reader.records().forEachRemaining(r -> {});
        }
    }
}

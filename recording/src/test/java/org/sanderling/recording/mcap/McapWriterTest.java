package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldReadBackWhatWasWritten(Compression compression) {
        Path file = Samples.write(folder.resolve("a.mcap"), Samples.options(compression), 40);
        assertThat(Samples.texts(file)).isEqualTo(Samples.expected(40));
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.indexed()).isTrue();
            assertThat(reader.truncatedAt()).isEmpty();
            assertThat(reader.metadata("run")).containsExactly(new McapRecord.Metadata("run", Map.of("hash", "abc")));
            assertThat(reader.attachment("notes.txt").orElseThrow().data()).isEqualTo(Samples.bytes("all well"));
            assertThat(reader.attachment("other")).isEmpty();
            assertThat(reader.channels().get(1).metadata()).isEqualTo(Map.of("key", "value"));
            assertThat(reader.schemas().get(1).name()).isEqualTo("pkg/msg/Text");
            RecordingInfo info = RecordingInfo.of(reader);
            assertThat(info.chunks()).isEqualTo(8);
            assertThat(info.compression()).isEqualTo(compression == Compression.NONE ? "none" : compression.mcapName());
            assertThat(info.channels().get(0).hz()).isEqualTo(100.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldCompressLargeContent(Compression compression) {
        byte[] data = new byte[9 << 20];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i / 1000 ^ (i % 5 == 0 ? i * 31 >>> 3 : 0));
        }
        Path file = folder.resolve("large.mcap");
        try (McapWriter writer = McapWriter.create(file, Samples.options(compression))) {
            int channel = writer.addChannel("/large", 0, "raw", Map.of());
            writer.write(channel, 0, 1, 1, data, 0, data.length);
        }
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.messages().next().message().data()).isEqualTo(data);
        }
    }

    @Test
    void shouldCloseChunksByTimeSizeAndFlush() {
        Path file = folder.resolve("a.mcap");
        WriterOptions options = Samples.options(Compression.NONE).withChunkBytes(300);
        try (McapWriter writer = McapWriter.create(file, options)) {
            int channel = writer.addChannel("/a", 0, "raw", Map.of());
            long start = writer.position();
            writer.write(channel, 0, 0, 0, new byte[10], 0, 10);
            writer.write(channel, 1, 5 * Samples.PERIOD_NS - 1, 0, new byte[10], 0, 10);
            assertThat(writer.position()).isEqualTo(start);
            writer.write(channel, 2, 5 * Samples.PERIOD_NS, 0, new byte[10], 0, 10);
            long byTime = writer.position();
            assertThat(byTime).isGreaterThan(start);
            writer.write(channel, 3, 5 * Samples.PERIOD_NS, 0, new byte[300], 0, 300);
            long bySize = writer.position();
            assertThat(bySize).isGreaterThan(byTime);
            writer.write(channel, 4, 5 * Samples.PERIOD_NS, 0, new byte[1], 0, 1);
            writer.flush();
            assertThat(writer.position()).isGreaterThan(bySize);
            writer.sync();
        }
        try (McapReader reader = McapReader.open(file)) {
            assertThat(RecordingInfo.of(reader).chunks()).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepTheLow32BitsOfSequences() {
        Path file = folder.resolve("a.mcap");
        try (McapWriter writer = McapWriter.create(file, WriterOptions.defaults())) {
            int channel = writer.addChannel("/a", 0, "raw", Map.of());
            writer.write(channel, 0x1_FFFF_FFFEL, 1, 1, new byte[0], 0, 0);
        }
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.messages().next().message().sequence()).isEqualTo(0xFFFF_FFFEL);
        }
    }

    @Test
    void shouldRefuseAFileThatAnotherWriterHolds() throws IOException {
        Path file = folder.resolve("a.mcap");
        try (McapWriter first = McapWriter.create(file, WriterOptions.defaults())) {
            Samples.Channels channels = Samples.Channels.in(first);
            channels.write(first, 0);
            first.flush();
            byte[] before = Files.readAllBytes(file);
            assertThatThrownBy(() -> McapWriter.create(file, WriterOptions.defaults()))
                    .isInstanceOf(McapException.class)
                    .hasMessageStartingWith(file + ": byte 0: another writer holds this recording");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
        McapWriter.create(file, WriterOptions.defaults()).close();
        assertThat(Samples.texts(file)).isEmpty();
    }

    @Test
    void shouldRefuseAFolderThatIsNotThere() {
        Path file = folder.resolve("missing/a.mcap");
        assertThatThrownBy(() -> McapWriter.create(file, WriterOptions.defaults()))
                .isInstanceOf(McapException.class)
                .hasMessage(file + ": byte 0: cannot be written (NoSuchFile); name a file in a writable folder");
        assertThatThrownBy(() -> McapWriter.create(folder, WriterOptions.defaults()))
                .isInstanceOf(McapException.class)
                .hasMessageStartingWith(folder + ": byte 0: cannot be written");
    }

    @Test
    void shouldRefuseUnknownIdsAndBadRangesWithoutHarmToTheFile() {
        Path file = folder.resolve("a.mcap");
        try (McapWriter writer = McapWriter.create(file, WriterOptions.defaults())) {
            assertThatThrownBy(() -> writer.addChannel("/a", 3, "cdr", Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no schema 3 was added");
            assertThatThrownBy(() -> writer.write(1, 0, 0, 0, new byte[0], 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no channel 1 was added");
            Samples.Channels channels = Samples.Channels.in(writer);
            assertThatThrownBy(() -> writer.write(channels.a(), 0, 0, 0, new byte[3], 2, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            channels.write(writer, 0);
        }
        assertThat(Samples.texts(file)).isEqualTo(Samples.expected(1));
    }

    @Test
    void shouldRefuseToWriteAfterClosing() {
        McapWriter writer = McapWriter.create(folder.resolve("a.mcap"), WriterOptions.defaults());
        writer.close();
        writer.close();
        assertThatThrownBy(writer::flush).isInstanceOf(McapException.class);
    }

    @Test
    void shouldStopCleanlyWhenTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");
        assertThatThrownBy(() -> McapWriter.create(full, WriterOptions.defaults()))
                .isInstanceOf(McapException.class)
                .hasMessageContaining("/dev/full: byte 0: ");
    }
}

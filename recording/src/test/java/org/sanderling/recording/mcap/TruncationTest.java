package org.sanderling.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruncationTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadUpToTheLastWholeChunkWhereverItIsCut() throws IOException {
        byte[] whole =
                Files.readAllBytes(Samples.write(folder.resolve("whole.mcap"), Samples.options(Compression.ZSTD), 25));
        List<Long> chunks = chunkEnds(folder.resolve("whole.mcap"));
        assertThat(chunks).hasSize(5);
        Path cut = folder.resolve("cut.mcap");
        for (int length = 8; length < whole.length; length += 5) {
            Files.write(cut, Arrays.copyOf(whole, length));
            int at = length;
            int readable = 5 * (int) chunks.stream().filter(end -> end <= at).count();
            try (McapReader reader = McapReader.open(cut)) {
                List<String> texts = new ArrayList<>();
                reader.messages().forEachRemaining(m -> texts.add(Samples.text(m)));
                assertThat(texts).as("cut at %d", length).isEqualTo(Samples.expected(readable));
                assertThat(reader.truncatedAt()).as("cut at %d", length).isPresent();
                assertThat(reader.truncatedAt().getAsLong()).isLessThanOrEqualTo(length);
                assertThat(reader.indexed()).isFalse();
            }
        }
    }

    @Test
    void shouldStateWhereTheCutChunkStarts() throws IOException {
        Path file = Samples.write(folder.resolve("a.mcap"), Samples.options(Compression.NONE), 25);
        long lastChunk;
        try (McapReader reader = McapReader.open(file)) {
            RecordScan scan = reader.records();
            lastChunk = 0;
            while (scan.hasNext()) {
                lastChunk = scan.next() instanceof McapRecord.Chunk ? scan.offset() : lastChunk;
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) lastChunk + 40));
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.truncatedAt()).hasValue(lastChunk);
            assertThat(RecordingInfo.of(reader).truncatedAt()).hasValue(lastChunk);
        }
    }

    @Test
    void shouldTakeZerosAtTheEndForACut() throws IOException {
        byte[] whole =
                Files.readAllBytes(Samples.write(folder.resolve("whole.mcap"), Samples.options(Compression.LZ4), 25));
        List<Long> chunks = chunkEnds(folder.resolve("whole.mcap"));
        for (long end : chunks) {
            for (int tail : new int[] {0, 5, 40, 90}) {
                byte[] zeroed = Arrays.copyOf(Arrays.copyOf(whole, (int) end + tail), (int) end + 5_000);
                Path file = Files.write(folder.resolve("zeros.mcap"), zeroed);
                assertThat(Samples.texts(file)).isEqualTo(Samples.expected(5 * (chunks.indexOf(end) + 1)));
            }
        }
    }

    @Test
    void shouldCallDamageInAClosedFileWhatItIs() throws IOException {
        Path file = Samples.write(folder.resolve("a.mcap"), Samples.options(Compression.NONE), 25);
        byte[] bytes = Files.readAllBytes(file);
        long first = chunkEnds(file).get(0);
        byte[] longer = bytes.clone();
        longer[(int) first + 1 + 4] = 1;
        Files.write(file, longer);
        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(McapException.class)
                .hasMessageStartingWith(file + ": byte " + first + ": a record of ")
                .hasMessageEndingWith("runs past the end of the file");
    }

    @Test
    void shouldReadWhatAKilledProcessLeaves() throws IOException, InterruptedException {
        Path file = folder.resolve("killed.mcap");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int flushed = 0;
        try (BufferedReader said = writer.inputReader()) {
            while (flushed < 300) {
                String line = said.readLine();
                assertThat(line).as("the writer must not end by itself").isNotNull();
                flushed = Integer.parseInt(line);
            }
            assertThatThrownBy(() -> McapWriter.create(file, WriterOptions.defaults()))
                    .hasMessageContaining("another writer holds this recording");
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        List<String> texts = Samples.texts(file);
        assertThat(texts.size()).isGreaterThanOrEqualTo(2 * flushed);
        assertThat(texts).isEqualTo(Samples.expected(texts.size() / 2));
        try (McapReader reader = McapReader.open(file)) {
            assertThat(reader.truncatedAt()).isPresent();
        }
    }

    private static List<Long> chunkEnds(Path file) {
        List<Long> ends = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            RecordScan scan = reader.records();
            while (scan.hasNext()) {
                McapRecord record = scan.next();
                if (record instanceof McapRecord.Chunk) {
                    ends.add(scan.end());
                }
            }
        }
        return ends;
    }

    private static void readAll(Path file) {
        try (McapReader reader = McapReader.open(file)) {
            reader.records().forEachRemaining(r -> {});
        }
    }
}

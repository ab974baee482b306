package org.sanderling.evaluation.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;

class DonkeycarImportTest {
    private static final byte[] JPEG = {-1, -40, -1, -32, 1, 2, 3};

    @TempDir
    Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectories(folder.resolve("tub"));
        Files.createDirectories(source.resolve("images"));
        target = folder.resolve("drive.mcap");
    }

    @Test
    void shouldStampByIndexSoThatAMissingOneIsAGap() throws IOException {
        catalog(row(7, 0.5, 0.25), row(8, -0.5, 0.25), row(10, 1, 1));
        ImportResult result = run();
        assertThat(result).isEqualTo(new ImportResult(6, 2, 0.15, Map.of()));
        List<ChannelMessage> messages = messages();
        assertThat(messages)
                .extracting(m -> m.message().logTimeNs())
                .containsExactly(stampNs(7), stampNs(7), stampNs(8), stampNs(8), stampNs(10), stampNs(10));
        assertThat(messages).extracting(m -> m.message().sequence()).containsExactly(7L, 7L, 8L, 8L, 10L, 10L);
        CompressedImage image =
                CompressedImage.read(new CdrReader(messages.get(0).message().data(), CompressedImage.SCHEMA));
        assertThat(messages.get(0).topic()).isEqualTo("/camera/image/compressed");
        assertThat(image.format()).isEqualTo("jpeg");
        assertThat(image.header().frameId()).isEqualTo("camera");
        assertThat(image.header().stamp().nanos()).isEqualTo(1_600_000_000_350_000_000L);
        assertThat(image.data()).isEqualTo(JPEG);
        NormalizedControl command =
                NormalizedControl.read(new CdrReader(messages.get(3).message().data(), NormalizedControl.SCHEMA));
        assertThat(messages.get(3).topic()).isEqualTo("/driver/command");
        assertThat(command.steering()).isEqualTo(-0.5f);
        assertThat(command.throttle()).isEqualTo(0.25f);
    }

    @Test
    void shouldPutRowsInOrderAndIgnoreFurtherKeys() throws IOException {
        catalog(row(3, 0, 0), "{\"lap\": [1], " + row(1, 0, 0).substring(1), row(2, 0, 0));
        run();
        assertThat(messages()).extracting(m -> m.message().sequence()).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void shouldCountWhatItLeavesOutByReason() throws IOException {
        Files.write(source.resolve("images/text.jpg"), "no picture".getBytes());
        Files.write(folder.resolve("secret.jpg"), JPEG);
        Files.createSymbolicLink(source.resolve("images/link.jpg"), folder.resolve("secret.jpg"));
        catalog(
                row(0, 0, 0),
                row(0, 0, 0),
                "not json",
                "[1, 2]",
                "{\"index\": 1",
                "{\"index\": 1.5}",
                "{\"index\": -1}",
                "{\"index\": 99999999999999999999}",
                "{\"index\": 99999999999}",
                "{\"steering\": 0}",
                "{\"index\": 2, \"steering\": 0, \"throttle\": 0}",
                row(3, "NaN", 0),
                row(4, "Infinity", 0),
                row(5, "1e999", 0),
                row(6, "\"left\"", 0),
                row(7, 1.01, 0),
                row(8, 0, -0.01),
                row(9, 0, 1.01),
                image(10, "images/missing.jpg"),
                image(11, "../secret.jpg"),
                image(12, "images/link.jpg"),
                image(13, folder.resolve("secret.jpg").toString()),
                image(14, "images/text.jpg"),
                image(15, "images"),
                image(16, "images/a\\u0000.jpg"),
                "",
                "x".repeat(2_000_000));
        ImportResult result = run();
        assertThat(result.messages()).isEqualTo(2);
        assertThat(result.skipped())
                .isEqualTo(Map.of(
                        "bad JSON line", 4L,
                        "index missing or out of range", 5L,
                        "index repeated", 1L,
                        "command missing or not finite", 4L,
                        "command out of range", 3L,
                        "image outside the folder", 4L,
                        "image missing", 3L,
                        "not a JPEG", 1L));
    }

    @Test
    void shouldReadAnOriginalTub() throws IOException {
        Files.writeString(source.resolve("manifest.json"), """
                ["cam/image_array", "user/angle", "user/throttle", "user/mode"]\r
                ["image_array", "float", "float", "str"]\r
                {}\r
                {"created_at": 1600000000.0}\r
                {"paths": ["catalog_0.catalog", "catalog_1.catalog"], "current_index": 4, "max_len": 2, "deleted_indexes": [1]}\r
                """);
        Files.writeString(source.resolve("catalog_0.catalog"), tubRow(0) + "\r\n" + tubRow(1) + "\r\n");
        Files.writeString(source.resolve("catalog_1.catalog"), tubRow(2) + "\r\n" + tubRow(3) + "\r\n");
        ImportResult result = run();
        assertThat(result).isEqualTo(new ImportResult(6, 2, 0.15, Map.of("deleted", 1L)));
        assertThat(messages()).extracting(m -> m.message().sequence()).containsExactly(0L, 0L, 2L, 2L, 3L, 3L);
    }

    @Test
    void shouldRefuseATubThatPointsElsewhere() throws IOException {
        Files.writeString(folder.resolve("secret.catalog"), tubRow(0));
        Files.writeString(source.resolve("manifest.json"), "{\"paths\": [\"../secret.catalog\"]}\n");
        assertThatThrownBy(this::run)
                .isInstanceOf(ImportException.class)
                .hasMessage(source.resolve("manifest.json") + ": catalogue \"../secret.catalog\" is not in the tub");
        Files.writeString(source.resolve("manifest.json"), "[]\n");
        assertThatThrownBy(this::run).hasMessageContaining("names no catalogues (`paths`)");
        Files.writeString(source.resolve("manifest.json"), "no json\n");
        assertThatThrownBy(this::run).hasMessageContaining("cannot be read as lines of JSON");
    }

    @Test
    void shouldLeaveNothingBehindWhenItFails() throws IOException {
        Files.writeString(target, "what was there");
        catalog("not json");
        assertThatThrownBy(this::run)
                .isInstanceOf(ImportException.class)
                .hasMessage(source + ": no row can be used; skipped {bad JSON line=1}");
        assertThat(Files.readString(target)).isEqualTo("what was there");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("tub", "drive.mcap");
        }
    }

    @Test
    void shouldSayWhatCannotBeReadOrWritten() throws IOException {
        assertThatThrownBy(this::run)
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith(source + ": neither catalog.jsonl nor manifest.json is there");
        catalog(row(0, 0, 0));
        Path elsewhere = folder.resolve("missing/drive.mcap");
        assertThatThrownBy(() -> DonkeycarImport.run(source, elsewhere, Progress.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith(elsewhere + ": its folder is not there or not writable");
        assertThatThrownBy(() -> DonkeycarImport.run(source, folder, Progress.NONE))
                .hasMessage(folder + ": is a folder; name a file");
        assertThatThrownBy(() -> DonkeycarImport.run(folder.resolve("none"), target, Progress.NONE))
                .hasMessage(folder.resolve("none") + ": no such folder");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameDrive() throws IOException {
        catalog(row(0, 0.1, 0.2), row(1, 0.3, 0.4));
        run();
        byte[] first = Files.readAllBytes(target);
        run();
        assertThat(Files.readAllBytes(target)).isEqualTo(first);
    }

    @Test
    void shouldHaveMadeTheDemoDrive() {
        Path drive = Path.of(System.getProperty("sanderling.home"), "data/donkeycar-track.mcap");
        try (McapReader reader = McapReader.open(drive)) {
            List<Long> sequences = new ArrayList<>();
            reader.messages(Set.of(DonkeycarImport.COMMAND_TOPIC)).forEachRemaining(m -> {
                sequences.add(m.message().sequence());
                assertThat(m.message().logTimeNs())
                        .isEqualTo(stampNs(m.message().sequence()));
                NormalizedControl c =
                        NormalizedControl.read(new CdrReader(m.message().data(), NormalizedControl.SCHEMA));
                assertThat(c.steering()).isBetween(-1f, 1f);
                assertThat(c.throttle()).isBetween(0f, 1f);
            });
            assertThat(sequences).hasSize(800).startsWith(0L).endsWith(799L).isSorted();
            assertThat(reader.indexed()).isTrue();
        }
    }

    private ImportResult run() {
        return DonkeycarImport.run(source, target, Progress.NONE);
    }

    private List<ChannelMessage> messages() {
        List<ChannelMessage> messages = new ArrayList<>();
        try (McapReader reader = McapReader.open(target)) {
            reader.messages().forEachRemaining(messages::add);
        }
        return messages;
    }

    private static long stampNs(long index) {
        return DonkeycarImport.START_NS + index * DonkeycarImport.PERIOD_NS;
    }

    private void catalog(String... lines) throws IOException {
        Files.writeString(source.resolve("catalog.jsonl"), String.join("\n", lines) + "\n");
    }

    private String row(long index, Object steering, Object throttle) throws IOException {
        Files.write(source.resolve("images/ok.jpg"), JPEG);
        return "{\"index\": " + index + ", \"image\": \"images/ok.jpg\", \"steering\": " + steering + ", \"throttle\": "
                + throttle + "}";
    }

    private static String image(long index, String name) {
        return "{\"index\": " + index + ", \"image\": \"" + name + "\", \"steering\": 0, \"throttle\": 0}";
    }

    private String tubRow(int index) throws IOException {
        String name = index + "_cam_image_array_.jpg";
        Files.write(source.resolve("images").resolve(name), JPEG);
        return "{\"_index\": " + index + ", \"_session_id\": \"s\", \"_timestamp_ms\": 1, \"cam/image_array\": \""
                + name + "\", \"user/angle\": 0.25, \"user/mode\": \"user\", \"user/throttle\": 0.5}";
    }
}

package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.RecordScan;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordingCommandsTest {
    private static final Path DRIVE = Path.of(System.getProperty("sanderling.home"), "data/donkeycar-track.mcap");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowTheDemoDrive() {
        assertThat(run(new RecordingCommand(), "info", DRIVE.toString(), "--json"))
                .isZero();
        JsonNode info = json();
        assertThat(info.get("command").stringValue()).isEqualTo("recording info");
        assertThat(info.get("durationS").doubleValue()).isEqualTo(39.95);
        assertThat(info.get("chunks").intValue()).isEqualTo(40);
        assertThat(info.get("compression").stringValue()).isEqualTo("none");
        assertThat(info.get("indexed").booleanValue()).isTrue();
        assertThat(info.get("truncatedAt").isNull()).isTrue();
        JsonNode command = info.get("channels").get(1);
        assertThat(command.get("topic").stringValue()).isEqualTo("/driver/command");
        assertThat(command.get("schema").stringValue()).isEqualTo("sanderling_msgs/msg/NormalizedControl");
        assertThat(command.get("encoding").stringValue()).isEqualTo("cdr");
        assertThat(command.get("messages").intValue()).isEqualTo(800);
        assertThat(command.get("hz").doubleValue()).isEqualTo(20.0);
    }

    @Test
    void shouldPrintRecordsInTheConformanceForm() throws IOException {
        Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(Files.readAllBytes(DRIVE), 200_000));
        assertThat(run(new RecordingCommand(), "records", cut.toString(), "--json"))
                .isZero();
        JsonNode o = json();
        assertThat(o.get("command").stringValue()).isEqualTo("recording records");
        assertThat(o.get("machine").get("cores").intValue()).isPositive();
        assertThat(o.get("truncatedAt").longValue()).isBetween(100_000L, 200_000L);
        assertThat(o.get("records").get(0).toString())
                .isEqualTo(
                        "{\"type\":\"Header\",\"fields\":[[\"library\",\"sanderling 0.1.0\"],[\"profile\",\"ros2\"]]}");
        assertThat(o.get("records")
                        .valueStream()
                        .filter(r -> r.get("type").stringValue().equals("Message")))
                .hasSize(80);
    }

    @Test
    void shouldStateWhereACutRecordingEnds() throws IOException {
        Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(Files.readAllBytes(DRIVE), 2_000_000));
        long lastChunk = 0;
        try (McapReader reader = McapReader.open(DRIVE)) {
            RecordScan scan = reader.records();
            while (scan.hasNext()) {
                McapRecord record = scan.next();
                lastChunk = record instanceof McapRecord.Chunk && scan.offset() < 2_000_000 ? scan.offset() : lastChunk;
            }
        }
        assertThat(run(new RecordingCommand(), "info", cut.toString(), "--json"))
                .isZero();
        assertThat(json().get("truncatedAt").longValue()).isEqualTo(lastChunk);
        assertThat(json().get("indexed").booleanValue()).isFalse();
        assertThat(run(new RecordingCommand(), "info", cut.toString())).isZero();
        assertThat(out.toString()).contains("cut short: read up to byte " + lastChunk);
    }

    @Test
    void shouldRefuseWhatIsNoRecordingInOneLineWithPathAndByte() throws IOException {
        Path missing = folder.resolve("missing.mcap");
        Path text = Files.writeString(folder.resolve("text.mcap"), "not a recording at all");
        Path damaged = folder.resolve("damaged.mcap");
        byte[] bytes = Files.readAllBytes(DRIVE);
        bytes[5_000] ^= 1;
        Files.write(damaged, bytes);
        for (String command : new String[] {"info", "records"}) {
            assertThat(run(new RecordingCommand(), command, missing.toString())).isEqualTo(2);
            assertThat(err).hasToString("sanderling: " + missing + ": byte 0: no such file" + System.lineSeparator());
            assertThat(run(new RecordingCommand(), command, text.toString(), "--json"))
                    .isEqualTo(2);
            assertThat(err.toString()).startsWith("sanderling: " + text + ": byte 0: not an MCAP recording");
            assertThat(run(new RecordingCommand(), command, damaged.toString(), "--json"))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .contains(damaged + ": byte 115: damaged chunk: CRC mismatch")
                    .hasLineCount(1);
            assertThat(out.toString()).isEmpty();
        }
        assertThat(run(new RecordingCommand())).isEqualTo(2);
        assertThat(err.toString()).contains("info, records or rosbag2");
    }

    @Test
    void shouldImportADrive() throws IOException {
        Path tub = Files.createDirectories(folder.resolve("tub"));
        Files.write(tub.resolve("a.jpg"), new byte[] {-1, -40, -1, 0});
        Files.writeString(tub.resolve("catalog.jsonl"), """
                {"index": 630, "image": "a.jpg", "steering": 0.5, "throttle": 0.5, "extra": true}
                {"index": 799, "image": "a.jpg", "steering": 0.5, "throttle": 0.5}
                {"index": 800, "image": "b.jpg", "steering": 0.5, "throttle": 0.5}
                """);
        Path target = folder.resolve("drive.mcap");
        assertThat(run(new ImportCommand(), "donkeycar", tub.toString(), "-o", target.toString(), "--json"))
                .isZero();
        JsonNode o = json();
        assertThat(o.get("command").stringValue()).isEqualTo("import donkeycar");
        assertThat(o.get("messages").intValue()).isEqualTo(4);
        assertThat(o.get("channels").intValue()).isEqualTo(2);
        assertThat(o.get("durationS").doubleValue()).isEqualTo(8.45);
        assertThat(o.get("skipped").toString()).isEqualTo("{\"image missing\":1}");
        assertThat(run(new RecordingCommand(), "info", target.toString())).isZero();
    }

    @Test
    void shouldMakeABagOfARecordingAndARecordingOfABag() throws IOException {
        Path bag = folder.resolve("bag");
        assertThat(run(new RecordingCommand(), "rosbag2", DRIVE.toString(), "-o", bag.toString(), "--json"))
                .isZero();
        assertThat(json().get("messages").intValue()).isEqualTo(1600);
        assertThat(Files.readString(bag.resolve("metadata.yaml"))).contains("message_count: 1600", "version: 8");
        Path target = folder.resolve("again.mcap");
        assertThat(run(new ImportCommand(), "rosbag2", bag.toString(), "-o", target.toString(), "--json"))
                .isZero();
        JsonNode o = json();
        assertThat(o.get("command").stringValue()).isEqualTo("import rosbag2");
        assertThat(o.get("messages").intValue()).isEqualTo(1600);
        assertThat(o.get("channels").intValue()).isEqualTo(2);
        assertThat(o.get("durationS").doubleValue()).isEqualTo(39.95);
        assertThat(o.get("skipped").isEmpty()).isTrue();
        assertThat(run(new RecordingCommand(), "rosbag2", DRIVE.toString(), "-o", bag.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains(bag + ": is not empty").hasLineCount(1);
    }

    @Test
    void shouldRefuseAnImportIntoAFolderThatIsNotThere() throws IOException {
        Path tub = Files.createDirectories(folder.resolve("tub"));
        String target = folder.resolve("missing/drive.mcap").toString();
        assertThat(run(new ImportCommand(), "donkeycar", tub.toString(), "-o", target))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("sanderling: " + target + ": its folder is not there")
                .hasLineCount(1);
        assertThat(run(new ImportCommand(), "donkeycar", tub.toString())).isEqualTo(2);
        assertThat(run(new ImportCommand())).isEqualTo(2);
    }

    private int run(Object command, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine root = new CommandLine(new Root())
                .addSubcommand(command)
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, a) -> ExitCodes.usage(e));
        root.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String name = root.getSubcommands().keySet().iterator().next();
        String[] all = new String[args.length + 1];
        all[0] = name;
        System.arraycopy(args, 0, all, 1, args.length);
        return root.execute(all);
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    @CommandLine.Command(name = "sanderling")
    private static final class Root {}
}

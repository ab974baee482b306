package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.RecordScan;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A short run of the demo's drive with the real model, replayed as it is and changed. */
class ReplayTest {
    private static final String CAMERA = "/camera/image/compressed";
    private static final String EGO = "/driver/command";
    private static final Path HOME = Path.of(System.getProperty("sanderling.home"));

    @TempDir
    static Path folder;

    private static Path recording;
    private static JsonNode run;

    private record Outcome(int exit, JsonNode json) {}

    private static Outcome execute(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(args);
        return new Outcome(exit, JsonMapper.builder().build().readTree(out.toString()));
    }

    @BeforeAll
    static void record() {
        recording = folder.resolve("run.mcap");
        Outcome o = execute(
                "run",
                HOME.resolve("config/deployments/demo.yaml").toString(),
                "--duration=4",
                "--record=" + recording,
                "--set=outputs.mqtt.enabled=false",
                "--set=decoder.temperature=0.5",
                "--json");
        assertThat(o.exit).isZero();
        run = o.json;
    }

    private static JsonNode replay(Path file, int exit, String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "replay";
        args[1] = file.toString();
        args[2] = "--verify";
        args[3] = "--json";
        System.arraycopy(more, 0, args, 4, more.length);
        Outcome o = execute(args);
        assertThat(o.exit).isEqualTo(exit);
        return o.json;
    }

    @Test
    void shouldComputeEveryDecisionAgainBitForBit() {
        JsonNode json = replay(recording, 0);

        assertThat(run.get("ticks").asLong()).isEqualTo(80);
        assertThat(json.get("identical").asLong()).isEqualTo(80);
        assertThat(json.get("divergent").asLong()).isZero();
        assertThat(json.get("verified").asBoolean()).isTrue();
        assertThat(json.get("rungs")).isEqualTo(run.get("rungs"));
        assertThat(json.get("rungs").get("fresh").asLong()).isPositive();
    }

    /** Its stops depend on time: early ones, the deadline's share, an incumbent in the place of a run that was cut off. */
    @Test
    void shouldRepeatWhatTheAnytimeRuleDidWithLittleTime() {
        Path file = folder.resolve("anytime.mcap");
        Outcome o = execute(
                "run",
                HOME.resolve("config/deployments/demo.yaml").toString(),
                "--duration=2",
                "--record=" + file,
                "--set=outputs.mqtt.enabled=false",
                "--set=decoder.rule=anytime",
                "--set=decoder.temperature=0.5",
                "--set=decoder.maxForwards=12",
                "--set=deadlineMs=12",
                "--json");
        assertThat(o.exit).isZero();
        JsonNode json = replay(file, 0);
        assertThat(json.get("identical").asLong()).isEqualTo(o.json.get("ticks").asLong());
        assertThat(json.get("divergent").asLong()).isZero();
        assertThat(json.get("rungs")).isEqualTo(o.json.get("rungs"));
    }

    /** Writes the recording anew, with sound checksums and indexes, and one kind of message changed. */
    private static Path changed(String name, String topic, int from, UnaryOperator<byte[]> change) {
        Path file = folder.resolve(name);
        try (McapReader reader = McapReader.open(recording);
                McapWriter writer = McapWriter.create(file, WriterOptions.defaults())) {
            RecordScan scan = reader.records();
            int seen = 0;
            while (scan.hasNext()) {
                switch (scan.next()) {
                    case McapRecord.Schema s when s.id() > reader.schemas().size() -> {}
                    case McapRecord.Message m -> {
                        McapRecord.Channel c = reader.channels().get(m.channelId());
                        boolean hit = c.topic().equals(topic) && seen++ == from;
                        byte[] data = hit ? change.apply(m.data()) : m.data();
                        writer.write(
                                m.channelId(), m.sequence(), m.logTimeNs(), m.publishTimeNs(), data, 0, data.length);
                    }
                    case McapRecord.Metadata m
                    when m.name().equals("sanderling.session") -> {
                        writer.metadata(m.name(), m.metadata());
                    }
                    case McapRecord.Attachment a -> {
                        writer.attach(a.logTimeNs(), a.createTimeNs(), a.name(), a.mediaType(), a.data());
                        for (int id = 1; id <= reader.channels().size(); id++) {
                            McapRecord.Schema s = reader.schemas().get(id);
                            writer.addSchema(s.name(), s.encoding(), s.data());
                            McapRecord.Channel c = reader.channels().get(id);
                            writer.addChannel(c.topic(), c.schemaId(), c.messageEncoding(), Map.of());
                        }
                    }
                    default -> {}
                }
            }
        }
        return file;
    }

    /** The planner runs of the recording that came to a plan, in order. */
    private static List<DecodeTrace> runs() {
        List<DecodeTrace> runs = new ArrayList<>();
        try (McapReader reader = McapReader.open(recording)) {
            reader.messages(Set.of("/sanderling/trace"))
                    .forEachRemaining(m ->
                            runs.add(DecodeTrace.read(new CdrReader(m.message().data(), DecodeTrace.SCHEMA))));
        }
        runs.removeIf(r -> r.verdict().equals("PLAN_FAILED"));
        assertThat(runs).isNotEmpty();
        return runs;
    }

    private static long firstTick(Predicate<DecodeTrace> touches) {
        return runs().stream().filter(touches).findFirst().orElseThrow().tick();
    }

    @Test
    void shouldStayIdenticalWhenOnlyWrittenAnew() {
        assertThat(replay(changed("same.mcap", CAMERA, -1, d -> d), 0)
                        .get("identical")
                        .asLong())
                .isEqualTo(80);
    }

    @Test
    void shouldDivergeAtTheFirstTickThatAChangedImageTouches() {
        long image = runs().get(runs().size() / 2).imageSequences()[0];
        Path file = changed("image.mcap", CAMERA, (int) image, ReplayTest::repaint);

        JsonNode first = replay(file, 1).get("firstDivergence");

        long tick = firstTick(r -> Arrays.stream(r.imageSequences()).anyMatch(s -> s == image));
        assertThat(first.get("tick").asLong()).isEqualTo(tick);
        assertThat(first.get("field").asString()).startsWith("imageHashes");
    }

    private static byte[] repaint(byte[] data) {
        try {
            CompressedImage image = CompressedImage.read(new CdrReader(data, CompressedImage.SCHEMA));
            BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(image.data()));
            pixels.setRGB(80, 60, 0xFFFFFF);
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(pixels, "jpeg", jpeg);
            CdrWriter out = new CdrWriter();
            new CompressedImage(image.header(), image.format(), jpeg.toByteArray()).write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldDivergeWhereACommandWasChanged() {
        long command = runs().get(runs().size() / 2).historySequence();
        Path file = changed("command.mcap", EGO, (int) command, data -> {
            NormalizedControl c = NormalizedControl.read(new CdrReader(data, NormalizedControl.SCHEMA));
            CdrWriter out = new CdrWriter();
            new NormalizedControl(c.header(), Math.nextUp(c.steering()), c.throttle()).write(out);
            return out.toByteArray();
        });

        JsonNode first = replay(file, 1).get("firstDivergence");

        assertThat(first.get("tick").asLong()).isEqualTo(firstTick(r -> r.historySequence() >= command));
        assertThat(first.get("field").asString()).startsWith("history");
    }

    @Test
    void shouldDivergeUnderAnotherSeedOrLimit() throws IOException {
        String yaml = org.sanderling.runtime.replay.Replay.session(recording).deploymentYaml();
        Path seed = folder.resolve("seed.yaml");
        java.nio.file.Files.writeString(seed, yaml.replaceFirst("seed: 1", "seed: 2"));
        Path limit = folder.resolve("limit.yaml");
        java.nio.file.Files.writeString(limit, yaml.replaceAll("ratePerS: 20(\\.0)?", "ratePerS: 0.01"));

        assertThat(replay(recording, 1, "--deployment=" + seed)
                        .get("firstDivergence")
                        .get("tick")
                        .asLong())
                .isEqualTo(firstTick(r -> true));
        assertThat(replay(recording, 1, "--deployment=" + limit)
                        .get("divergent")
                        .asLong())
                .isPositive();
    }
}

package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.messages.CompressedImage;
import org.sanderling.recording.messages.Decision;
import org.sanderling.recording.messages.NormalizedControl;
import tools.jackson.databind.JsonNode;

/**
 * One drive with every fault of its inputs, through the whole loop with the real model: no exception, each counted by input
 * and reason, and the ladder's rung. What was counted does not depend on how fast this machine is; how many ticks saw it does.
 */
final class FaultyInputTest {
    private static final int FRAMES = 220;

    @TempDir
    static Path folder;

    private static Path recording;
    private static JsonNode run;
    private static List<Decision> decisions;

    /** Frames 20 … 29 of another size, 50 … 59 no JPEG; 110 … 121 one and the same; none 140 … 189; 200 twice. */
    private static final class Faults implements Drives.Change {
        private CompressedImage frozen;

        @Override
        public List<CompressedImage> image(int frame, CompressedImage image) {
            frozen = frame <= 110 ? image : frozen;
            if (within(frame, 20, 29)) {
                return List.of(new CompressedImage(image.header(), "jpeg", jpeg(80, 60)));
            } else if (within(frame, 50, 59)) {
                return List.of(new CompressedImage(image.header(), "jpeg", "no JPEG at all".getBytes()));
            } else if (within(frame, 110, 121)) {
                return List.of(new CompressedImage(image.header(), "jpeg", frozen.data()));
            } else if (within(frame, 140, 189)) {
                return List.of();
            }
            return frame == 200 ? List.of(image, image) : List.of(image);
        }

        /** Commands 80 … 89 are no numbers. */
        @Override
        public NormalizedControl command(int frame, NormalizedControl command) {
            return within(frame, 80, 89)
                    ? new NormalizedControl(command.header(), Float.NaN, command.throttle())
                    : command;
        }

        private static boolean within(int frame, int first, int last) {
            return frame >= first && frame <= last;
        }
    }

    private static byte[] jpeg(int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void drive() {
        Path drive = folder.resolve("faulty.mcap");
        Drives.write(drive, FRAMES, new Faults());
        recording = folder.resolve("run.mcap");
        Invocation o = Invocation.of(
                "run",
                Drives.DEMO.toString(),
                "--record=" + recording,
                "--set=source.recording=" + drive,
                "--set=source.repeat=false",
                "--set=outputs.mqtt.enabled=false",
                "--json");
        assertThat(o.exit()).as(o.err()).isZero();
        run = o.json();
        decisions = Drives.decisions(recording);
    }

    private static long counted(String input, String reason) {
        return run.get("inputs").get(input).get(reason).asLong();
    }

    private static List<Decision> because(String reason) {
        return decisions.stream().filter(d -> d.reason().equals(reason)).toList();
    }

    @Test
    void shouldDecideOnEveryTick() {
        assertThat(decisions).hasSize(run.get("ticks").asInt());
        assertThat(decisions).extracting(Decision::tick).isSorted().doesNotHaveDuplicates();
        assertThat(counted("camera", "received")).isEqualTo(FRAMES - 50 + 1);
        assertThat(counted("ego", "received")).isEqualTo(FRAMES);
        assertThat(run.get("rungs").get("fresh").asLong()).isPositive();
    }

    @Test
    void shouldCountImagesOfAnotherSizeAndThoseThatAreNone() {
        assertThat(counted("camera", "wrongSize")).isEqualTo(10);
        assertThat(counted("camera", "corrupt")).isEqualTo(10);
        assertThat(because("INPUT_CORRUPT"))
                .isNotEmpty()
                .noneMatch(d -> d.rung() == Decision.FRESH)
                .hasSize(run.get("reasons").get("INPUT_CORRUPT").asInt());
    }

    @Test
    void shouldKeepNumbersThatAreNoneOutOfTheHistory() {
        assertThat(counted("ego", "nonFinite")).isEqualTo(10);
        // the history's newest command is older than 200 ms from the fifth image after it on
        assertThat(counted("ego", "stale")).isEqualTo(7);
        assertThat(decisions)
                .allSatisfy(d -> assertThat(d.samples()).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY));
    }

    @Test
    void shouldTellAFrozenCameraAndARepeatedFrame() {
        // 11 frames equal to the one before, and one with the stamp of the one before
        assertThat(counted("camera", "repeated")).isEqualTo(12);
        // older than 120 ms from the third of them on
        assertThat(counted("camera", "stale")).isEqualTo(9);
        assertThat(because("INPUT_STALE")).isNotEmpty().noneMatch(d -> d.rung() == Decision.FRESH);
    }

    @Test
    void shouldGoDownTheLadderWhileNoImageComes() {
        Map<Long, List<Decision>> byImage = decisions.stream()
                .collect(Collectors.groupingBy(d -> d.sensorStamp().nanos(), Collectors.toList()));
        List<Decision> gap = byImage.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();

        assertThat(gap).hasSizeGreaterThan(30);
        assertThat(gap.subList(1, gap.size())).noneMatch(d -> d.rung() == Decision.FRESH);
        assertThat(gap).extracting(Decision::rung).as("never up again").isSorted();
        assertThat(gap.getLast().minimalRisk()).isTrue();
        assertThat(gap.getLast().rung()).isGreaterThanOrEqualTo(Decision.STOP);
    }

    @Test
    void shouldSumReasonsAndRungsToTheTicks() {
        assertThat(sum("reasons")).isEqualTo(run.get("ticks").asLong());
        assertThat(sum("rungs")).isEqualTo(run.get("ticks").asLong());
    }

    private static long sum(String key) {
        long sum = 0;
        for (JsonNode count : run.get(key)) {
            sum += count.asLong();
        }
        return sum;
    }

    @Test
    void shouldReplayAllOfItBitForBit() {
        Invocation replay = Invocation.of("replay", recording.toString(), "--verify", "--json");

        assertThat(replay.exit()).as(replay.out()).isZero();
        assertThat(replay.json().get("identical").asLong())
                .isEqualTo(run.get("ticks").asLong());
    }
}

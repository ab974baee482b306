package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.Decision;

/** A run in a process of its own is told to end by SIGTERM; meanwhile another one wants its recording. */
final class TerminationTest {
    @TempDir
    static Path folder;

    private static Path recording;
    private static Invocation other;
    private static Invocation ended;

    @BeforeAll
    static void runAndTerminate() throws InterruptedException {
        recording = folder.resolve("run.mcap");
        try (Spawned run = Spawned.start(
                folder,
                Map.of(),
                List.of(),
                "run",
                Drives.DEMO.toString(),
                "--record=" + recording,
                "--set=outputs.mqtt.enabled=false",
                "--json")) {
            run.until("a FRESH decision", TerminationTest::isDriving);
            other = Invocation.of(
                    "run",
                    Drives.DEMO.toString(),
                    "--duration=1",
                    "--record=" + recording,
                    "--set=outputs.mqtt.enabled=false");
            run.terminate();
            ended = run.end();
        }
    }

    @AfterAll
    static void forget() {
        System.gc(); // maps of the recording
    }

    /** As far as it is written. */
    private static boolean isDriving() {
        if (!Files.exists(recording)) {
            return false;
        }
        try {
            return Drives.decisions(recording).stream().anyMatch(d -> d.rung() == Decision.FRESH);
        } catch (McapException notYet) {
            return false;
        }
    }

    @Test
    void shouldEndWithExitCodeZeroAndItsFigures() {
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.json().get("ticks").asInt())
                .isEqualTo(Drives.decisions(recording).size());
    }

    @Test
    void shouldStopTrackedToStandstill() {
        List<Decision> decisions = Drives.decisions(recording);
        List<Decision> stop =
                decisions.stream().filter(d -> d.reason().equals("SHUTDOWN")).toList();

        assertThat(stop).as("its last decisions").isNotEmpty().endsWith(decisions.getLast());
        assertThat(stop).allSatisfy(d -> {
            assertThat(d.rung()).isEqualTo(Decision.STOP);
            assertThat(d.minimalRisk()).isTrue();
        });
        // limits.stopS is 1.0: at 20 Hz the throttle is at 0 some twenty ticks after the first of them
        assertThat(stop.size()).isBetween(15, 40);
        assertThat(throttle(stop.getLast(), 0)).isZero();
        float held = steering(stop.getFirst());
        assertThat(stop).allSatisfy(d -> assertThat(steering(d)).isEqualTo(held));
    }

    /** Each decision starts where the one before it said it would be, so that throttle only falls. */
    @Test
    void shouldLetTheThrottleOnlyFall() {
        List<Float> first = Drives.decisions(recording).stream()
                .filter(d -> d.reason().equals("SHUTDOWN"))
                .map(d -> throttle(d, 0))
                .toList();

        assertThat(first).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(first.getFirst()).isPositive();
    }

    @Test
    void shouldCloseTheRecording() {
        try (McapReader reader = McapReader.open(recording)) {
            assertThat(reader.indexed()).isTrue();
            assertThat(reader.truncatedAt()).isEmpty();
            assertThat(reader.metadata("sanderling.closing")).hasSize(1);
        }
    }

    @Test
    void shouldRefuseASecondRunOnTheSameRecordingBeforeAnythingStarts() {
        assertThat(other.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).hasLineCount(1).contains(recording.toString());
    }

    private static float steering(Decision d) {
        return d.samples()[0];
    }

    private static float throttle(Decision d, int sample) {
        return d.samples()[sample * 2 + 1];
    }
}

package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;

/** A run that SIGKILL ends: its recording has no end, and all that is in it replays. */
final class KilledRunTest {
    /** Some twenty times what a chunk holds, for a crowded machine. */
    private static final long LOST_NS = 1_000_000_000;

    @TempDir
    Path folder;

    private Path recording;

    @Test
    void shouldReplayBitForBitUpToWhereItWasKilled() throws InterruptedException {
        recording = folder.resolve("run.mcap");
        long killedNs;
        try (Spawned run = Spawned.start(
                folder,
                Map.of(),
                List.of(),
                "run",
                Drives.DEMO.toString(),
                "--record=" + recording,
                "--set=outputs.mqtt.enabled=false")) {
            run.until("two seconds of decisions", () -> decided() >= 40);
            killedNs = System.currentTimeMillis() * 1_000_000;
            run.kill();
            assertThat(run.end().exit()).isEqualTo(128 + 9);
        }
        List<Decision> decisions = Drives.decisions(recording);
        assertThat(decisions.getLast().header().stamp().nanos()).isGreaterThan(killedNs - LOST_NS);
        try (McapReader reader = McapReader.open(recording)) {
            assertThat(reader.indexed()).isFalse();
        }

        Invocation replay = Invocation.of("replay", recording.toString(), "--verify", "--json");

        assertThat(replay.exit()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.json().get("identical").asInt()).isEqualTo(decisions.size());
        assertThat(replay.json().get("divergent").asInt()).isZero();
        assertThat(replay.json().get("truncatedAt").isNull()).isFalse();
    }

    private int decided() {
        if (!Files.exists(recording)) {
            return 0;
        }
        try {
            return Drives.decisions(recording).size();
        } catch (McapException notYet) {
            return 0;
        }
    }
}

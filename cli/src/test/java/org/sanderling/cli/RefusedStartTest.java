package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be run is refused before anything starts: one line, and an exit code that says whose it is to mend. */
final class RefusedStartTest {
    @TempDir
    Path folder;

    private void assertRefused(Invocation refused, int exit, String... says) {
        assertThat(refused.exit()).as(refused.err()).isEqualTo(exit);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).hasLineCount(1).contains(says);
    }

    private static Invocation run(String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "run";
        args[1] = Drives.DEMO.toString();
        args[2] = "--duration=1";
        args[3] = "--set=outputs.mqtt.enabled=false";
        System.arraycopy(more, 0, args, 4, more.length);
        return Invocation.of(args);
    }

    @Test
    void shouldRefuseARecordingBelowAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertRefused(run("--record=" + file.resolve("run.mcap")), ExitCodes.BAD_INPUT, file.toString(), "--record");
    }

    @Test
    void shouldRefuseARecordingWhereAFolderIs() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("run.mcap"));

        assertRefused(run("--record=" + taken), ExitCodes.BAD_INPUT, taken.toString(), "--record");
    }

    /** Not even root can write there. */
    @Test
    void shouldRefuseAFolderThatCannotBeWritten() {
        assertRefused(run("--record=/proc/self/run.mcap"), ExitCodes.BAD_INPUT, "/proc/self", "--record");
        assertRefused(
                Invocation.of("demo", "--seconds=1", "--out=/proc/self/demo", "--broker=tcp://127.0.0.1:1"),
                ExitCodes.BAD_INPUT,
                "/proc/self/demo",
                "--out");
        assertRefused(
                Invocation.of("bench", "tick", "--out=/proc/self/bench"), ExitCodes.BAD_INPUT, "/proc/self/bench");
    }

    @Test
    void shouldRefuseADriveThatIsNotThere() {
        assertRefused(run("--set=source.recording=nowhere.mcap"), ExitCodes.BAD_INPUT, "nowhere.mcap");
    }

    @Test
    void shouldRefuseAModelThatIsNotThere() {
        assertRefused(run("--set=planner.model=models/nobody"), ExitCodes.BAD_INPUT, "models/nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner.engine=abacus", "rateHz=10", "deadlineMs=-1", "deadlineMillis=40"})
    void shouldRefuseValuesThatDoNotFit(String set) {
        assertRefused(run("--set=" + set), ExitCodes.BAD_INPUT, set.substring(0, set.indexOf('=')));
    }

    @Test
    void shouldSayHowToGetAnEngineThatIsNotThere() throws InterruptedException {
        try (Spawned run = Spawned.start(
                folder,
                Map.of(
                        "SANDERLING_ONNXRUNTIME_LIBRARY",
                        folder.resolve("libonnxruntime.so").toString()),
                List.of(),
                "run",
                Drives.DEMO.toString(),
                "--duration=1",
                "--set=outputs.mqtt.enabled=false")) {
            assertRefused(run.end(), ExitCodes.MISSING, "onnxruntime", "libonnxruntime.so");
        }
    }

    /** An empty file in the library's place ends the dynamic linker's search for it. */
    @Test
    void shouldSayHowToGetTheImageLibrary() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("libturbojpeg.so.0"));
        try (Spawned run = Spawned.start(
                folder,
                Map.of("LD_LIBRARY_PATH", folder.toString()),
                List.of(),
                "run",
                Drives.DEMO.toString(),
                "--duration=1",
                "--set=outputs.mqtt.enabled=false")) {
            assertRefused(run.end(), ExitCodes.MISSING, "libturbojpeg", "apt-get install");
        }
    }
}

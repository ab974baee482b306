package org.sanderling.runtime.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the jcstress tests of this package in a process of its own: a short run in one JVM mode, and with the Maven profile
 * {@code soak} all of jcstress's modes.
 */
final class HandoverStressTest {
    /** The C2 compiler with its instruction order shuffled: what plain accesses would be caught by. */
    private static final String ONE_MODE = "--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:-TieredCompilation"
            + " -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM";

    @Test
    void shouldShowNoForbiddenOutcome() throws IOException, InterruptedException {
        Path results = Path.of(System.getProperty("jcstress.results"));
        Files.createDirectories(results);
        Path log = results.resolve("jcstress.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                HandoverStressTest.class.getPackageName(),
                "-r",
                results.toString(),
                "-v"));
        String mode = System.getProperty("jcstress.mode");
        long minutes = 3;
        if (mode.equals("short")) {
            command.addAll(
                    List.of("-af", "NONE", "-sc", "false", "-f", "1", "-fsm", "1", "-iters", "2", "-time", "500"));
            command.addAll(List.of("-jvmArgs", ONE_MODE));
        } else {
            command.addAll(List.of("-m", mode));
            minutes = 60;
        }
        Process jcstress = new ProcessBuilder(command)
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jcstress.waitFor(minutes, TimeUnit.MINUTES))
                    .as("jcstress has ended; see %s", log)
                    .isTrue();
        } finally {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly();
        }
        String told = Files.readString(log);
        assertThat(told)
                .contains("Failed tests: No matches.")
                .contains("Error tests: No matches.")
                .contains("3 matching test results");
        assertThat(jcstress.exitValue()).as(told).isZero();
    }
}

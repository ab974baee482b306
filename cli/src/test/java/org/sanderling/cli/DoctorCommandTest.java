package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void shouldReportEveryCheckAndTheJitter() {
        int exit = run("--json", "--jitter-seconds", "0.1", "--out", folder.toString());
        JsonNode object = JsonMapper.shared().readTree(out.toString());
        boolean failed = false;
        for (JsonNode check : object.get("checks")) {
            assertThat(check.get("name").asString()).isNotBlank();
            assertThat(check.get("found").asString()).isNotBlank();
            assertThat(check.get("wanted").asString()).isNotBlank();
            String status = check.get("status").asString();
            assertThat(status).isIn("ok", "warn", "fail");
            assertThat(check.get("remedy").isNull()).isEqualTo(status.equals("ok"));
            failed |= status.equals("fail");
        }
        assertThat(object.get("checks").size()).isGreaterThanOrEqualTo(16);
        assertThat(exit).isEqualTo(failed ? 1 : 0);
        JsonNode jitter = object.get("wakeUpJitterUs");
        assertThat(jitter.get("p50").asDouble()).isPositive();
        assertThat(jitter.get("p99").asDouble())
                .isBetween(jitter.get("p50").asDouble(), jitter.get("max").asDouble());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNotMakeUpWhatItDidNotMeasure() {
        run("--json", "--jitter-seconds", "0", "--out", folder.toString());
        JsonNode jitter = JsonMapper.shared().readTree(out.toString()).get("wakeUpJitterUs");
        assertThat(jitter.get("p50").isNull() && jitter.get("max").isNull()).isTrue();
    }

    @Test
    void shouldFailWhereOutputCannotBeWritten() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("out");
        assertThat(run("--jitter-seconds", "0", "--out", blocked.toString())).isEqualTo(1);
        assertThat(out.toString()).containsPattern("fail +disk +.*" + blocked);
    }

    @Test
    void shouldRefuseAnEndlessMeasurement() {
        assertThat(run("--jitter-seconds", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--jitter-seconds -1.0: from 0 to 3600");
    }

    private int run(String... args) {
        return new CommandLine(new DoctorCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .execute(args);
    }
}

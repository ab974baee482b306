package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.config.ProjectHome;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateTwoWaysCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new EvaluateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, parsed) -> ExitCodes.usage(e))
                .execute(arguments);
    }

    @Test
    void shouldPrintOneObjectAndDrawTheScenes() throws IOException {
        Path drawings = folder.resolve("drawings");

        int exit = execute(
                "two-ways",
                "--json",
                "--episodes",
                "8",
                "--calibrate",
                "40",
                "--coverage-episodes",
                "20",
                "--caches",
                "2",
                "--out",
                drawings.toString());

        assertThat(exit).isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.get("command").asString()).isEqualTo("evaluate two-ways");
        assertThat(json.get("episodes").asInt()).isEqualTo(8);
        assertThat(json.get("forwards").get("mean").asDouble()).isBetween(1.0, 12.0);
        assertThat(json.get("baselines").propertyNames())
                .containsExactly("oneAForward", "allAtOnce", "regression", "expert");
        assertThat(json.get("conformal").get("boundM").asDouble()).isBetween(0.01, 1.0);
        assertThat(json.get("caches").size()).isEqualTo(6);
        assertThat(Files.readString(drawings.resolve("two-ways.svg")))
                .startsWith("<svg ")
                .contains("episode 5", "class=\"regression\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--episodes | 0 | --episodes 0: allowed: 1 … 1000000",
                "--coverage | 1 | --coverage 1.0: allowed: above 0, below 1",
                "--decoder | learn2pd | rule learn2pd needs a graph 'filter'",
                "--decoder | best | --decoder best: no such rule; allowed: anytime, ",
            })
    void shouldAnswerBadUsageInOneLine(String option, String value, String message) {
        assertThat(execute("two-ways", option, value)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(message);
    }

    @Test
    void shouldRefuseAPlannerOfSomethingElse() {
        String other = ProjectHome.directory().resolve("models/donkey-planner").toString();

        assertThat(execute("two-ways", "--model", other)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("plans [steering, throttle], not [lateral]");
    }
}

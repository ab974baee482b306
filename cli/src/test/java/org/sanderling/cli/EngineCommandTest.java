package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EngineCommandTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine line = new CommandLine(new EngineCommand()).setOut(new PrintWriter(out));

    @Test
    void shouldListTheCpuEngineWithItsVersion() {
        assertThat(line.execute("list", "--json")).isZero();
        JsonNode object = JsonMapper.shared().readTree(out.toString());
        assertThat(object.get("command").asString()).isEqualTo("engine list");
        assertThat(object.has("machine") && object.has("elapsedS")).isTrue();
        JsonNode engine = object.get("engines").get(0);
        assertThat(engine.get("name").asString()).isEqualTo("onnxruntime");
        assertThat(engine.get("available").asBoolean()).isTrue();
        assertThat(engine.get("reason").isNull()).isTrue();
        assertThat(engine.get("version").asString()).startsWith("1.");
    }

    @Test
    void shouldSayItToPeopleInOneLineAnEngine() {
        assertThat(line.execute("list")).isZero();
        assertThat(out.toString()).matches("(?s)onnxruntime 1\\.\\d+\\.\\d+: available\\R.*");
    }
}

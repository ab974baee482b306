package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.ProjectHome;
import org.sanderling.runtime.engine.Engine;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCommandTest {
    private static final Path REFERENCE = ProjectHome.directory().resolve("models/donkey-planner");

    @TempDir
    Path home;

    private final ManifestEngine engine = new ManifestEngine();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void checksAndRunsEachGraphOnce() {
        int exit = execute(new ModelCheckCommand(List.of(engine)), REFERENCE.toString(), "--json");

        assertThat(exit).isZero();
        JsonNode json = json();
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.get("problems").isEmpty()).isTrue();
        assertThat(json.get("graphs").valueStream().map(g -> g.get("name").stringValue()))
                .startsWith("context", "denoise", "regression");
        assertThat(json.get("graphs").get(0).get("sha256").stringValue()).matches("[0-9a-f]{64}");
        assertThat(json.get("machine").get("engine").stringValue()).isEqualTo("onnxruntime 0.fake");
        assertThat(json.has("command") && json.has("version") && json.has("elapsedS"))
                .isTrue();
        assertThat(engine.runs()).isEqualTo(json.get("graphs").size());
        assertThat(engine.open()).isZero();
    }

    @Test
    void namesTheLineOfATensorThatTheGraphContradicts() {
        engine.retype("logits", "f16");

        int exit = execute(new ModelCheckCommand(List.of(engine)), REFERENCE.toString(), "--json");

        assertThat(exit).isEqualTo(2);
        assertThat(json().get("ok").booleanValue()).isFalse();
        assertThat(json().get("graphs").get(1).get("ok").booleanValue()).isFalse();
        assertThat(err.toString())
                .hasLineCount(1)
                .containsPattern(
                        "models/donkey-planner/manifest\\.yaml:\\d+: tensors\\.denoise: logits is declared f32 .*"
                                + "denoise\\.onnx has f16");
        assertThat(engine.runs())
                .as("a graph that differs is not run")
                .isEqualTo(json().get("graphs").size() - 1);
    }

    @Test
    void namesTheLineOfAGraphThatDoesNotLoadOrRun() {
        engine.failOnRun("context.onnx");

        assertThat(execute(new ModelCheckCommand(List.of(engine)), REFERENCE.toString()))
                .isEqualTo(2);
        assertThat(out.toString()).contains("context: not ok", "denoise: ok", ": 1 problem(s)");
        assertThat(err.toString())
                .hasLineCount(1)
                .containsPattern("manifest\\.yaml:\\d+: graphs\\.context: no forward");
    }

    @Test
    void refusesADirectoryWithoutAManifest() {
        assertThat(execute(new ModelCheckCommand(List.of(engine)), home.toString(), "--json"))
                .isEqualTo(2);

        assertThat(json().get("problems").get(0).stringValue())
                .isEqualTo(home.resolve("manifest.yaml") + ": no such file; check the path");
        assertThat(err.toString())
                .isEqualTo("sanderling: " + home.resolve("manifest.yaml") + ": no such file; check the path\n");
    }

    @Test
    void saysHowToGetAnEngineThatIsMissing() {
        engine.missing("libonnxruntime.so was not found; ./sanderling doctor");

        assertThat(execute(new ModelCheckCommand(List.of(engine)), REFERENCE.toString()))
                .isEqualTo(3);
        assertThat(err.toString())
                .isEqualTo("sanderling: engine onnxruntime: libonnxruntime.so was not found; ./sanderling doctor\n");
        assertThat(execute(new ModelCheckCommand(List.of(engine)), REFERENCE.toString(), "--engine", "abacus"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--engine abacus: no such engine; allowed: onnxruntime");
    }

    @Test
    void runsTheReferenceModelWhereAnEngineIs() {
        List<Engine> here = ServiceLoader.load(Engine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(e -> e.name().equals("onnxruntime") && e.unavailable() == null)
                .toList();
        assumeThat(here).isNotEmpty();

        assertThat(execute(new ModelCheckCommand(here), REFERENCE.toString()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void listsModelsWithTheirQuality() {
        int exit = execute(new ModelListCommand(ProjectHome.directory()), "--json");

        assertThat(exit).isZero();
        JsonNode planner = json().get("models")
                .valueStream()
                .filter(m -> m.get("name").stringValue().equals("donkey-planner"))
                .findFirst()
                .orElseThrow();
        assertThat(planner.get("task").stringValue()).isEqualTo("planner");
        assertThat(planner.get("path").stringValue()).isEqualTo("models/donkey-planner");
        assertThat(planner.get("version").stringValue()).isNotEmpty();
        assertThat(planner.get("quality").isObject()).isTrue();
    }

    @Test
    void listsWhatIsWholeAndNamesWhatIsBroken() throws IOException {
        copy(REFERENCE, home.resolve("models/whole"));
        copy(REFERENCE, home.resolve("models/broken"));
        Files.writeString(home.resolve("models/broken/denoise.onnx"), "changed");

        assertThat(execute(new ModelListCommand(home))).isEqualTo(2);
        assertThat(out.toString()).contains("donkey-planner", "models/whole").doesNotContain("models/broken");
        assertThat(err.toString()).hasLineCount(1).contains("models/broken/manifest.yaml:", "graphs.denoise.sha256");
    }

    @Test
    void saysThatThereAreNoModels() {
        assertThat(execute(new ModelListCommand(home))).isZero();
        assertThat(out.toString()).isEqualTo("no models in " + home.resolve("models") + "\n");
    }

    @Test
    void needsASubcommand() {
        assertThat(execute(new ModelCommand())).isEqualTo(2);
        assertThat(err.toString()).contains("model needs one of: check, list");
    }

    private int execute(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, parsed) -> ExitCodes.usage(e))
                .execute(args);
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}

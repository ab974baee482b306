package org.sanderling.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.runtime.engine.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model check DIR}: reads the manifest, loads each graph, compares them and runs each once. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Holds a manifest against its graphs and runs each graph once.")
final class ModelCheckCommand implements Callable<Integer> {
    @Mixin
    Output output;

    @Parameters(paramLabel = "DIR", description = "model directory, with its manifest.yaml")
    Path directory;

    @Option(
            names = "--engine",
            defaultValue = "onnxruntime",
            paramLabel = "NAME",
            description = "engine that loads the graphs (default: ${DEFAULT-VALUE})")
    String engineName;

    private final Iterable<Engine> engines;

    ModelCheckCommand() {
        this(ServiceLoader.load(Engine.class));
    }

    ModelCheckCommand(Iterable<Engine> engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        List<Map<String, Object>> graphs = new ArrayList<>();
        Map<String, Object> result = output.envelope();
        try {
            ModelManifest manifest = ManifestReader.read(directory);
            Engine engine = engine();
            result.put("machine", machine(result.get("machine"), engine));
            manifest.graphs().forEach((name, graph) -> {
                List<String> found = GraphTrial.run(engine, manifest, name);
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", name);
                entry.put("sha256", graph.sha256());
                entry.put("ok", found.isEmpty());
                graphs.add(entry);
                problems.addAll(found);
            });
        } catch (ConfigException e) {
            problems.add(e.getMessage());
        }
        result.put("ok", problems.isEmpty());
        result.put("problems", problems);
        result.put("graphs", graphs);
        result.put("elapsedS", output.envelope().get("elapsedS"));
        output.print(result, plain(graphs, problems));
        if (!problems.isEmpty()) {
            String more = problems.size() > 1 ? "; and " + (problems.size() - 1) + " more, see --json" : "";
            throw new ExitCodes.BadInput(problems.getFirst() + more);
        }
        return ExitCodes.DONE;
    }

    private Engine engine() {
        List<String> names = new ArrayList<>();
        for (Engine engine : engines) {
            names.add(engine.name());
            if (engine.name().equals(engineName)) {
                String reason = engine.unavailable();
                if (reason != null) {
                    throw new ExitCodes.Missing("engine " + engineName + ": " + reason);
                }
                return engine;
            }
        }
        throw new ExitCodes.BadInput(
                "--engine " + engineName + ": no such engine; allowed: " + String.join(", ", names));
    }

    private static Map<Object, Object> machine(Object described, Engine engine) {
        Map<Object, Object> machine = new LinkedHashMap<>((Map<?, ?>) described);
        machine.put("engine", engine.name() + " " + engine.version());
        return machine;
    }

    private String plain(List<Map<String, Object>> graphs, List<String> problems) {
        StringBuilder text = new StringBuilder();
        graphs.forEach(
                g -> text.append(g.get("name")).append(Boolean.TRUE.equals(g.get("ok")) ? ": ok\n" : ": not ok\n"));
        text.append(directory).append(problems.isEmpty() ? ": ok" : ": " + problems.size() + " problem(s)");
        return text.toString();
    }
}

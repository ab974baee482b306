package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code model list}: the models below {@code models/}, with what their manifests say. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The reference models with their measured quality.")
final class ModelListCommand implements Callable<Integer> {
    @Mixin
    Output output;

    private final Path home;

    ModelListCommand() {
        this(ProjectHome.directory());
    }

    ModelListCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> models = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path directory : directories()) {
            try {
                models.add(entry(ManifestReader.read(directory)));
            } catch (ConfigException e) {
                problems.add(e.getMessage());
            }
        }
        Map<String, Object> result = output.envelope();
        result.put("models", models);
        String plain = models.stream().map(ModelListCommand::line).collect(Collectors.joining("\n"));
        output.print(result, models.isEmpty() ? "no models in " + home.resolve("models") : plain);
        if (!problems.isEmpty()) {
            throw new ExitCodes.BadInput(String.join("; ", problems));
        }
        return ExitCodes.DONE;
    }

    private List<Path> directories() {
        Path models = home.resolve("models");
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(models)) {
            return entries.filter(d -> Files.exists(d.resolve(ManifestReader.FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ExitCodes.BadInput(models + ": cannot be listed: " + e.getMessage());
        }
    }

    private Map<String, Object> entry(ModelManifest manifest) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", manifest.name());
        entry.put("task", manifest.task());
        entry.put("path", home.relativize(manifest.directory()).toString());
        entry.put("version", manifest.version());
        entry.put("quality", manifest.quality());
        return entry;
    }

    /** Name, version, task, path, and the measured numbers that need no explanation of their structure. */
    private static String line(Map<String, Object> entry) {
        String measured = ((Map<?, ?>) entry.get("quality"))
                .entrySet().stream()
                        .filter(e -> e.getValue() instanceof Number)
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
        String head = String.format(
                "%-20s %-8s %-12s %s", entry.get("name"), entry.get("version"), entry.get("task"), entry.get("path"));
        return measured.isEmpty() ? head : head + "\n    " + measured;
    }
}

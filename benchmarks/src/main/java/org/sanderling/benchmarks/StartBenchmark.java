package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sanderling.gateway.mqtt.LocalBroker;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the start of the launcher to the first FRESH decision of the demo's deployment: {@code ./sanderling run} as a process
 * of its own, each time anew, with a broker and without a recording. The command's own {@code firstFreshMs} is what counts;
 * building is not in it.
 */
final class StartBenchmark implements Benchmark {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "process start to the first FRESH decision, launcher included";
    }

    @Override
    public List<Measurement> run(Workbench bench) throws IOException, InterruptedException {
        double[] firstFreshMs = new double[bench.runs(7)];
        try (LocalBroker broker = LocalBroker.start(0)) {
            for (int i = 0; i < firstFreshMs.length; i++) {
                firstFreshMs[i] = firstFreshMs(bench, broker.uri());
                bench.progress().at(i + 1, firstFreshMs.length);
            }
        }
        return List.of(Measurement.of("start.firstFresh", "ms", firstFreshMs));
    }

    private static double firstFreshMs(Workbench bench, String broker) throws IOException, InterruptedException {
        Path said = bench.out().resolve("start.log");
        String launcher = bench.home().resolve("sanderling").toString();
        Process process = new ProcessBuilder(
                        launcher,
                        "run",
                        "config/deployments/demo.yaml",
                        "--json",
                        "--duration",
                        Double.toString(bench.seconds(2)),
                        "--set",
                        "outputs.mqtt.uri=" + broker)
                .directory(bench.home().toFile())
                .redirectError(said.toFile())
                .start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new BenchmarkException(launcher + " run ended with exit code " + exit + ": "
                        + Files.readString(said).strip().lines().reduce("", (_, last) -> last));
            }
            return firstFreshMs(out, said);
        } finally {
            process.destroy();
        }
    }

    /** @param out what {@code run --json} printed */
    static double firstFreshMs(String out, Path said) {
        JsonNode figures;
        try {
            figures = JSON.readTree(out);
        } catch (JacksonException e) {
            throw new BenchmarkException("run --json printed no JSON object; see " + said);
        }
        JsonNode first = figures.path("firstFreshMs");
        if (!first.isNumber()) {
            throw new BenchmarkException(
                    "no decision was FRESH within the run; see " + said + ", or give it longer with --seconds");
        }
        return first.asDouble();
    }
}

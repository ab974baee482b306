package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sanderling.benchmarks.decoders.DecoderCharts;
import org.sanderling.benchmarks.decoders.OracleTasks;
import org.sanderling.benchmarks.decoders.RecordedDrive;
import org.sanderling.benchmarks.decoders.StepCost;
import org.sanderling.benchmarks.decoders.TradeOff;
import org.sanderling.benchmarks.decoders.TwoWays;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.rules.Rules;
import org.sanderling.runtime.engine.Engine;

/**
 * Forwards against error for every commit rule: on list tasks whose exact marginals are computed, beside the least error that
 * the forwards allow; on the two-ways task; and on the recorded drive, by forwards and by deadline. Writes {@code
 * decoders.csv}, {@code decoders.svg} and {@code decoders.png}; the figures compare the default rule with the best other one; and what a step costs
 * beside its forward.
 *
 * <p>The number of runs is that of an oracle task's instances, of the two-ways task's episodes and, at most, of the drive's
 * windows.
 */
final class DecodersBenchmark implements Benchmark {
    private static final String OURS = "anytime";
    private static final int STEP_RUNS = 7;
    private static final int STEPS = 5_000;
    private static final List<Integer> BUDGETS = List.of(1, 2, 3, 4, 6, 12);
    private static final List<Integer> DRIVE_BUDGETS = List.of(1, 2, 4);
    private static final List<Double> DEADLINES_MS = List.of(4.0, 8.0, 16.0);

    @Override
    public String name() {
        return "decoders";
    }

    @Override
    public String summary() {
        return "forwards against error for every commit rule, on oracle tasks, the two-ways task and the recorded drive";
    }

    @Override
    public List<Measurement> run(Workbench bench) throws IOException {
        int instances = bench.runs(1000);
        int episodes = bench.runs(100);
        List<String> rules =
                Arrays.stream(Rules.names()).filter(r -> !r.equals("learn2pd")).toList();
        List<String> general =
                rules.stream().filter(r -> !r.equals("massWindow")).toList();
        bench.progress().at(0, 5);
        List<Measurement> figures = new ArrayList<>(stepCosts());
        bench.progress().at(1, 5);
        List<TradeOff> all = new ArrayList<>(OracleTasks.run(general, instances));
        bench.progress().at(2, 5);
        Engine engine = bench.engines().apply("onnxruntime");
        Path models = bench.home().resolve("models");
        ModelManifest twoWays = ManifestReader.read(models.resolve("two-ways"));
        all.addAll(TwoWays.run(twoWays, engine, rules, BUDGETS, episodes));
        bench.progress().at(3, 5);
        RecordedDrive drive = new RecordedDrive(
                bench.home(),
                bench.out(),
                ManifestReader.read(models.resolve("donkey-planner")),
                engine,
                bench.runs(60));
        all.addAll(drive.byForwards(rules, DRIVE_BUDGETS));
        bench.progress().at(4, 5);
        all.addAll(drive.byDeadline(List.of(OURS, "massWindow", "llada"), DEADLINES_MS));
        bench.progress().at(5, 5);
        Files.writeString(bench.out().resolve("decoders.csv"), csv(all));
        DecoderCharts.write(bench.out(), all);
        figures.addAll(summary(all));
        return figures;
    }

    /** What a step costs beside its forward: the default rule's median over runs beside the threshold's, and its allocation. */
    private static List<Measurement> stepCosts() {
        double[] ours = new double[STEP_RUNS];
        double[] peer = new double[STEP_RUNS];
        double[] bytes = new double[STEP_RUNS];
        for (int i = 0; i < STEP_RUNS; i++) {
            StepCost cost = StepCost.of(OURS, STEPS);
            ours[i] = cost.medianUs();
            bytes[i] = cost.bytes();
            peer[i] = StepCost.of("threshold", STEPS).medianUs();
        }
        return List.of(
                Measurement.of("decoders.step.64x256", "us", ours).beside("threshold", peer),
                Measurement.of("decoders.step.allocation", "B", bytes));
    }

    private static String csv(List<TradeOff> all) {
        StringBuilder text = new StringBuilder("task,rule,budget,forwards,error,floor\n");
        for (TradeOff t : all) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.3f,%.5f,%s%n",
                    t.task(),
                    t.rule(),
                    t.budget(),
                    t.forwards(),
                    t.error(),
                    t.floor() == null ? "" : String.format(Locale.ROOT, "%.5f", t.floor())));
        }
        return text.toString();
    }

    /** For each task and budget: ours, beside the best other rule that spent no more forwards than the budget. */
    static List<Measurement> summary(List<TradeOff> all) {
        Map<String, Map<Double, List<TradeOff>>> byTask = all.stream()
                .collect(Collectors.groupingBy(
                        TradeOff::task,
                        TreeMap::new,
                        Collectors.groupingBy(TradeOff::budget, TreeMap::new, Collectors.toList())));
        List<Measurement> figures = new ArrayList<>();
        byTask.forEach((task, budgets) -> budgets.forEach((budget, points) -> {
            TradeOff best = points.stream()
                    .filter(t -> !t.rule().equals(OURS))
                    .min(Comparator.comparingDouble(TradeOff::error))
                    .orElseThrow();
            points.stream()
                    .filter(t -> t.rule().equals(OURS))
                    .forEach(ours -> figures.add(Measurement.of(
                                    String.format(
                                            Locale.ROOT,
                                            "decoders.%s.%s",
                                            task.replace(" ", "-").replace(",", ""),
                                            budget.intValue()),
                                    "error",
                                    ours.error())
                            .beside(best.rule(), best.error())));
        }));
        return figures;
    }
}

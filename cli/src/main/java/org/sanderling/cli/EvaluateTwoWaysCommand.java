package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.conformal.SplitConformal;
import org.sanderling.evaluation.twoways.CacheEvaluation;
import org.sanderling.evaluation.twoways.TwoWaysEvaluation;
import org.sanderling.evaluation.twoways.TwoWaysResult;
import org.sanderling.planners.rules.Rules;
import org.sanderling.runtime.engine.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate two-ways}: collisions, forwards and the deviation's bound on unseen episodes of the two-ways task. */
@Command(
        name = "two-ways",
        mixinStandardHelpOptions = true,
        description = "Collisions and forwards on unseen episodes in which an obstacle can be passed on either side.")
final class EvaluateTwoWaysCommand implements Callable<Integer> {
    private static final int DRAWN = 6;

    @Mixin
    Output output;

    @Option(names = "--model", paramLabel = "DIR", description = "model directory (default: models/two-ways)")
    @Nullable
    Path model;

    @Option(names = "--decoder", paramLabel = "NAME", description = "commit rule (default: the manifest's)")
    @Nullable
    String rule;

    @Option(
            names = "--episodes",
            defaultValue = "1000",
            paramLabel = "N",
            description = "episodes from 0 on (default: ${DEFAULT-VALUE})")
    int episodes;

    @Option(
            names = "--calibrate",
            defaultValue = "0",
            paramLabel = "N",
            description = "calibrate a bound of the plans' deviation on N other episodes (default: none)")
    int calibrate;

    @Option(
            names = "--coverage-episodes",
            defaultValue = "5000",
            paramLabel = "N",
            description = "with --calibrate: measure its coverage on N more (default: ${DEFAULT-VALUE})")
    int coverageEpisodes;

    @Option(
            names = "--coverage",
            defaultValue = "0.9",
            paramLabel = "P",
            description = "stated coverage (default: ${DEFAULT-VALUE})")
    double coverage;

    @Option(
            names = "--caches",
            defaultValue = "0",
            paramLabel = "N",
            description = "hold the slot caches against whole forwards on N episodes (default: none)")
    int caches;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/evaluate-two-ways",
            description = "where two-ways.svg goes (default: ${DEFAULT-VALUE})")
    Path out;

    @Override
    public Integer call() throws IOException {
        within("--episodes", episodes, 1, 1_000_000);
        within("--calibrate", calibrate, 0, 100_000);
        within("--coverage-episodes", coverageEpisodes, 0, 1_000_000);
        within("--caches", caches, 0, 100_000);
        if (!(coverage > 0 && coverage < 1)) {
            throw new ExitCodes.BadInput("--coverage " + coverage + ": allowed: above 0, below 1");
        }
        Path directory = model == null ? ProjectHome.directory().resolve("models/two-ways") : model;
        ModelManifest manifest = ManifestReader.read(directory);
        if (manifest.decoder() == null) {
            throw new ExitCodes.BadInput(manifest.directory() + ": a " + manifest.task() + ", not a planner");
        }
        if (rule != null && !List.of(Rules.names()).contains(rule)) {
            throw new ExitCodes.BadInput(
                    "--decoder " + rule + ": no such rule; allowed: " + String.join(", ", Rules.names()));
        }
        Engine engine = LiveSetup.engine("onnxruntime");
        ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "episodes");
        TwoWaysEvaluation.Result result;
        List<CacheEvaluation.Row> cached = List.of();
        try {
            result = TwoWaysEvaluation.run(
                    new TwoWaysEvaluation.Request(
                            manifest,
                            engine,
                            TwoWaysEvaluation.settings(manifest, rule),
                            episodes,
                            calibrate,
                            calibrate == 0 ? 0 : coverageEpisodes,
                            coverage,
                            Math.min(DRAWN, episodes)),
                    progress::at);
            if (caches > 0) {
                cached = CacheEvaluation.run(manifest, engine, "threshold", caches, progress::at);
            }
        } finally {
            progress.end();
        }
        Files.createDirectories(out);
        Path drawing = out.resolve("two-ways.svg");
        Files.writeString(drawing, result.svg());
        Map<String, Object> o = output.envelope();
        Map<Object, Object> machine = new LinkedHashMap<>((Map<?, ?>) o.get("machine"));
        machine.put("engine", engine.name() + " " + engine.version());
        o.put("machine", machine);
        o.putAll(figures(result));
        o.put(
                "caches",
                caches == 0
                        ? null
                        : cached.stream().map(CacheEvaluation.Row::figures).toList());
        o.put("image", drawing.toString());
        output.print(o, plain(result) + plain(cached) + "\n" + drawing);
        return ExitCodes.DONE;
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ExitCodes.BadInput(option + " " + value + ": allowed: " + least + " … " + most);
        }
    }

    private Map<String, Object> figures(TwoWaysEvaluation.Result r) {
        Map<String, Object> o = new LinkedHashMap<>(r.planner().figures());
        Map<String, Object> baselines = new LinkedHashMap<>();
        baselines.put("oneAForward", r.oneAForward().figures());
        baselines.put("allAtOnce", r.atOnce().figures());
        Map<String, Object> regression = new LinkedHashMap<>();
        regression.put("collisionRate", r.regressionCollisionRate());
        baselines.put("regression", regression);
        baselines.put("expert", Map.of("collisionRate", r.expertCollisionRate()));
        o.put("baselines", baselines);
        o.put("conformal", conformal(r));
        return o;
    }

    private static @Nullable Map<String, Object> conformal(TwoWaysEvaluation.Result r) {
        SplitConformal bound = r.bound();
        if (bound == null) {
            return null;
        }
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("coverage", bound.coverage());
        o.put("boundM", Double.isInfinite(bound.bound()) ? null : bound.bound());
        o.put("calibrationEpisodes", bound.calibrated());
        o.put("measuredCoverage", r.measuredCoverage());
        o.put("intervalFactor", r.factor() == null ? null : r.factor().bound());
        o.put("intervalCoverage", r.factorCoverage());
        o.put("measuredEpisodes", r.measuredOn());
        return o;
    }

    private static String plain(TwoWaysEvaluation.Result r) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d episodes%n%-16s %10s %10s %9s %9s %12s%n",
                r.planner().episodes(),
                "",
                "collision",
                "forwards",
                "left",
                "agree",
                "deviation m"));
        row(text, "planner", r.planner());
        row(text, "one a forward", r.oneAForward());
        row(text, "all at once", r.atOnce());
        if (r.regressionCollisionRate() != null) {
            text.append(
                    String.format(Locale.ROOT, "%-16s %8.2f %%%n", "regression", 100 * r.regressionCollisionRate()));
        }
        text.append(String.format(Locale.ROOT, "%-16s %8.2f %%", "expert", 100 * r.expertCollisionRate()));
        SplitConformal bound = r.bound();
        if (bound != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nwithin %.3f m of the expert in %.1f %% (calibrated on %d episodes)",
                    bound.bound(),
                    100 * bound.coverage(),
                    bound.calibrated()));
            if (r.measuredCoverage() != null) {
                text.append(String.format(
                        Locale.ROOT, "; measured on %d others: %.2f %%", r.measuredOn(), 100 * r.measuredCoverage()));
            }
        }
        if (r.factor() != null && r.factorCoverage() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%ncredible interval × %.3f holds the expert's drive; measured: %.2f %%",
                    r.factor().bound(),
                    100 * r.factorCoverage()));
        }
        return text.toString();
    }

    private static String plain(List<CacheEvaluation.Row> rows) {
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-16s %6s %6s %12s %10s %10s %9s %9s %10s",
                    "slot cache",
                    "block",
                    "exact",
                    "logit off",
                    "variation",
                    "same plan",
                    "slots",
                    "forwards",
                    "collision"));
        }
        for (CacheEvaluation.Row r : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%-16s %6d %6s %12.2g %10.4f %8.1f %% %7.1f %% %9.2f %8.2f %%",
                    r.policy(),
                    r.blockSlots(),
                    r.exact() ? "yes" : "no",
                    r.largestLogit(),
                    r.meanVariation(),
                    100 * r.samePlans(),
                    100 * r.slotShare(),
                    r.result().meanForwards(),
                    100 * r.result().collisionRate()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, TwoWaysResult r) {
        text.append(String.format(
                Locale.ROOT,
                "%-16s %8.2f %% %10.2f %7.1f %% %7.1f %% %12.3f%n",
                name,
                100 * r.collisionRate(),
                r.meanForwards(),
                100 * r.leftShare(),
                100 * r.agreement(),
                r.meanDeviationM()));
    }
}

package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.benchmarks.Benchmark;
import org.sanderling.benchmarks.Benchmarks;
import org.sanderling.benchmarks.Measurement;
import org.sanderling.benchmarks.Workbench;
import org.sanderling.config.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: measurements side by side in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure side by side in one run. Absolute times mean something on an idle machine only.")
final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Mixin
    Output output;

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            completionCandidates = Names.class,
            description = "one or more of: ${COMPLETION-CANDIDATES}")
    List<String> names = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "how often each is measured (default: the benchmark's)")
    @Nullable
    Integer runs;

    @Option(names = "--seconds", paramLabel = "S", description = "length of one run (default: the benchmark's)")
    @Nullable
    Double seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "where they write (default: out/bench)")
    @Nullable
    Path out;

    /** The names that the command takes. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            Benchmarks.all().forEach(b -> add(b.name()));
            add(ALL);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Benchmark> chosen = chosen();
        if (runs != null && !(runs >= 1 && runs <= 1000)) {
            throw new ExitCodes.BadInput("--runs " + runs + ": from 1 to 1000");
        }
        if (seconds != null && !(seconds > 0 && seconds <= 3600)) {
            throw new ExitCodes.BadInput("--seconds " + seconds + ": above 0, up to 3600");
        }
        Path home = ProjectHome.directory();
        Path folder = (out == null ? home.resolve("out/bench") : out).toAbsolutePath();
        LiveSetup.writable(folder.resolve("bench"));
        Files.createDirectories(folder);
        List<Measurement> results = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            output.say("bench " + benchmark.name() + ": " + benchmark.summary());
            results.addAll(run(benchmark, home, folder));
        }
        Map<String, Object> object = output.envelope();
        object.put("results", results.stream().map(Measurement::figures).toList());
        output.print(object, plain(results));
        return ExitCodes.DONE;
    }

    private List<Benchmark> chosen() {
        Map<String, Benchmark> known = new LinkedHashMap<>();
        Benchmarks.all().forEach(b -> known.put(b.name(), b));
        if (names.contains(ALL)) {
            return List.copyOf(known.values());
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names) {
            Benchmark benchmark = known.get(name);
            if (benchmark == null) {
                throw new ExitCodes.BadInput("bench " + name + ": no such benchmark; there are: "
                        + String.join(", ", known.keySet()) + ", " + ALL);
            }
            chosen.add(benchmark);
        }
        return chosen;
    }

    private List<Measurement> run(Benchmark benchmark, Path home, Path folder)
            throws IOException, InterruptedException {
        ProgressLine progress = new ProgressLine(output.spec.commandLine().getErr(), "runs");
        try {
            return benchmark.run(new Workbench(
                    home,
                    folder,
                    LiveSetup::engine,
                    runs == null ? OptionalInt.empty() : OptionalInt.of(runs),
                    seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds),
                    progress::at));
        } finally {
            progress.end();
        }
    }

    private static String plain(List<Measurement> results) {
        String row = "%-24s %12s %12s %9s  %-8s %4s  %s%n";
        StringBuilder text = new StringBuilder(
                String.format(row, "", "ours", "peer", "ours/peer", "unit", "runs", "min / median / max; peer"));
        for (Measurement m : results) {
            text.append(String.format(
                    row,
                    m.name(),
                    number(m.ours()),
                    number(m.peer()),
                    number(m.ratio()),
                    m.unit(),
                    m.runs(),
                    number(m.min()) + " / " + number(m.median()) + " / " + number(m.max())
                            + (m.peerName() == null ? "" : "; " + m.peerName())));
        }
        return text.toString().stripTrailing();
    }

    /** Four significant digits, or as many as are before the point; a dash for what was not measured. */
    private static String number(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "-";
        }
        int digits = value == 0 ? 0 : 3 - (int) Math.floor(Math.log10(Math.abs(value)));
        return String.format(Locale.ROOT, "%." + Math.clamp(digits, 0, 6) + "f", value);
    }
}

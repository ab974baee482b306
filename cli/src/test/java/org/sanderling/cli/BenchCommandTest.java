package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.benchmarks.Benchmark;
import org.sanderling.benchmarks.Benchmarks;
import tools.jackson.databind.JsonNode;

final class BenchCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldMeasureATickOnTheRealLoopBesideTheJavaBinding() {
        Invocation bench = Invocation.of("bench", "tick", "--runs=1", "--seconds=1", "--out=" + folder, "--json");

        assertThat(bench.exit()).as(bench.err()).isZero();
        List<String> names = new ArrayList<>();
        for (JsonNode r : bench.json().get("results")) {
            names.add(r.get("name").asString());
            assertThat(r.propertyNames())
                    .contains("name", "ours", "peer", "ratio", "unit", "runs", "min", "median", "max");
            assertThat(r.get("runs").asInt()).isEqualTo(1);
            assertThat(r.get("min").asDouble())
                    .isLessThanOrEqualTo(r.get("median").asDouble());
            assertThat(r.get("median").asDouble())
                    .isLessThanOrEqualTo(r.get("max").asDouble());
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains(
                        "tick.overhead.p50",
                        "tick.overhead.p99",
                        "tick.overhead.p999",
                        "tick.overhead.max",
                        "tick.allocated",
                        "tick.forwards.p50",
                        "tick.denoise");
        JsonNode overhead = bench.json().get("results").get(names.indexOf("tick.overhead.p50"));
        assertThat(overhead.get("peer").isNull()).isTrue();
        assertThat(overhead.get("ratio").isNull()).isTrue();
        JsonNode denoise = bench.json().get("results").get(names.indexOf("tick.denoise"));
        assertThat(denoise.get("peer").asDouble()).isPositive();
        assertThat(denoise.get("ratio").asDouble())
                .isEqualTo(denoise.get("ours").asDouble() / denoise.get("peer").asDouble());
    }

    @ParameterizedTest
    @CsvSource({"sleep,tick", "tick --runs=0,1000", "tick --seconds=-1,3600", "'',NAME"})
    void shouldRefuseInOneLine(String arguments, String says) {
        List<String> args = new ArrayList<>(List.of("bench"));
        if (!arguments.isEmpty()) {
            args.addAll(List.of(arguments.split(" ")));
        }

        Invocation bench = Invocation.of(args.toArray(String[]::new));

        assertThat(bench.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(bench.out()).isEmpty();
        assertThat(bench.err()).hasLineCount(1).contains(says);
    }

    @Test
    void shouldNameEveryBenchmarkInItsHelp() {
        Invocation help = Invocation.of("bench", "--help");

        assertThat(Benchmarks.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
        assertThat(help.out())
                .contains(Benchmarks.all().stream().map(Benchmark::name).toList());
    }
}

package org.sanderling.benchmarks;

import java.util.List;

/** The benchmarks there are, in the order in which {@code bench all} runs them. */
public final class Benchmarks {
    private Benchmarks() {}

    public static List<Benchmark> all() {
        return List.of(
                new TokenizerBenchmark(),
                new TickBenchmark(),
                new StartBenchmark(),
                new DecodersBenchmark(),
                new WorldModelBenchmark());
    }
}

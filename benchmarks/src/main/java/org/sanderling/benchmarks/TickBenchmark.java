package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.gateway.mqtt.LocalBroker;
import org.sanderling.runtime.engine.Engine;

/**
 * What a tick costs on the real loop: the demo's deployment with the shipped model, a broker and a recording, in real time.
 * Overhead is the tick without its forwards. Beside it, one forward of the same graphs through the engine's own Java binding.
 */
final class TickBenchmark implements Benchmark {
    @Override
    public String name() {
        return "tick";
    }

    @Override
    public String summary() {
        return "overhead, allocation and forwards of a tick on the real loop; a forward beside ONNX Runtime's Java binding";
    }

    @Override
    public List<Measurement> run(Workbench bench) throws IOException, InterruptedException {
        int count = bench.runs(5);
        double seconds = bench.seconds(20);
        List<TickRun> runs = new ArrayList<>();
        Deployment deployment;
        try (LocalBroker broker = LocalBroker.start(0)) {
            deployment = deployment(bench, broker.uri());
            Engine engine = bench.engines().apply(deployment.planner().engine());
            for (int i = 0; i < count; i++) {
                runs.add(TickRun.of(deployment, engine, seconds));
                bench.progress().at(i + 1, count + 1);
            }
        }
        List<Measurement> all = new ArrayList<>(ticks(runs));
        ModelManifest manifest = ManifestReader.read(deployment.planner().model());
        Engine engine = bench.engines().apply(deployment.planner().engine());
        all.addAll(ForwardComparison.run(manifest, engine, count));
        bench.progress().at(count + 1, count + 1);
        return all;
    }

    private static Deployment deployment(Workbench bench, String broker) {
        Path file = bench.home().resolve("config/deployments/demo.yaml");
        return DeploymentReader.read(
                file,
                Map.of(
                        "outputs.mqtt.uri",
                        broker,
                        "record.file",
                        bench.out().resolve("tick.mcap").toString()));
    }

    static List<Measurement> ticks(List<TickRun> runs) {
        return List.of(
                quantile("tick.overhead.p50", "us", 1e3, 50, runs, TickRun::overheadNs),
                quantile("tick.overhead.p99", "us", 1e3, 99, runs, TickRun::overheadNs),
                quantile("tick.overhead.p999", "us", 1e3, 99.9, runs, TickRun::overheadNs),
                quantile("tick.overhead.max", "us", 1e3, 100, runs, TickRun::overheadNs),
                quantile("tick.forwards.p50", "ms", 1e6, 50, runs, TickRun::forwardsNs),
                quantile("tick.forwards.p999", "ms", 1e6, 99.9, runs, TickRun::forwardsNs),
                quantile("tick.latency.p50", "ms", 1e6, 50, runs, TickRun::latencyNs),
                quantile("tick.latency.p999", "ms", 1e6, 99.9, runs, TickRun::latencyNs),
                figure("tick.allocated", "B/tick", runs, r -> (double) r.allocatedBytes() / r.ticks()),
                figure("tick.late", "ticks", runs, TickRun::late),
                figure("tick.fresh", "share", runs, r -> (double) r.fresh() / r.ticks()));
    }

    private static Measurement figure(String name, String unit, List<TickRun> runs, ToDoubleFunction<TickRun> what) {
        return Measurement.of(name, unit, runs.stream().mapToDouble(what).toArray());
    }

    private interface Times {
        Histogram of(TickRun run);
    }

    /** Ours is the quantile over the ticks of all runs. */
    private static Measurement quantile(
            String name, String unit, double unitNs, double percentile, List<TickRun> runs, Times times) {
        Histogram all = new Histogram(3);
        runs.forEach(r -> all.add(times.of(r)));
        double[] each = runs.stream()
                .mapToDouble(r -> times.of(r).getValueAtPercentile(percentile) / unitNs)
                .toArray();
        return Measurement.pooled(name, unit, all.getValueAtPercentile(percentile) / unitNs, each);
    }
}

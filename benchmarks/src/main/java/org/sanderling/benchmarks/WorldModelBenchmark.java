package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.runtime.engine.WorldGraphs;

/** Every world model below {@code models/}: a whole frame, the cache's gain, and what drawing ahead gains by block and persistence. */
final class WorldModelBenchmark implements Benchmark {
    private static final int[] STEPS = {4, 1};
    private static final double[] PERSISTENCE = {1.0, 0.9, 0.5};
    private static final int WARM_UP = 50;
    private static final double PART_S = 0.5;

    @Override
    public String name() {
        return "worldmodel";
    }

    @Override
    public String summary() {
        return "a dreamt frame beside PyTorch, without the cache, and drawn ahead";
    }

    @Override
    public List<Measurement> run(Workbench bench) throws IOException {
        List<ModelManifest> models = models(bench.home());
        if (models.isEmpty()) {
            throw new BenchmarkException(
                    bench.home().resolve("models") + ": no world model; train one, see docs/world-model.md");
        }
        List<Measurement> results = new ArrayList<>();
        int runs = bench.runs(5);
        int done = 0;
        for (ModelManifest manifest : models) {
            try (WorldGraphs graphs = new WorldGraphs(manifest, bench.engines().apply("onnxruntime"))) {
                graphs.warmUp(WARM_UP);
                results.addAll(frames(bench, manifest, graphs, runs));
                results.add(cache(manifest, graphs, runs, bench.seconds(PART_S)));
                results.addAll(ahead(manifest, graphs, runs, bench.seconds(PART_S)));
            }
            bench.progress().at(++done, models.size());
        }
        return results;
    }

    private static List<ModelManifest> models(Path home) throws IOException {
        Path folder = home.resolve("models");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(d -> Files.exists(d.resolve(ManifestReader.FILE)))
                    .sorted()
                    .map(ManifestReader::read)
                    .filter(m -> m.task().equals("world-model"))
                    .toList();
        }
    }

    private static List<Measurement> frames(Workbench bench, ModelManifest manifest, WorldGraphs graphs, int runs)
            throws IOException {
        List<Measurement> results = new ArrayList<>();
        double seconds = bench.seconds(PART_S);
        Optional<TorchWorld> peer = TorchWorld.start(bench.home(), manifest, graphs.shape());
        try {
            for (int steps : STEPS) {
                FrameTrial trial = new FrameTrial(graphs, manifest, steps);
                double[] ours = new double[runs];
                double[] theirs = new double[runs];
                for (int i = 0; i < runs; i++) {
                    ours[i] = trial.frameMs(seconds);
                    if (peer.isPresent()) {
                        // At its best: one thread or all cores, whichever is faster in this round.
                        double one = peer.get().frameMs(steps, 1, seconds);
                        int cores = Runtime.getRuntime().availableProcessors();
                        theirs[i] = Math.min(one, peer.get().frameMs(steps, cores, seconds));
                    }
                }
                Measurement measured =
                        Measurement.of("worldmodel." + manifest.name() + ".frame.steps" + steps, "ms", ours);
                results.add(peer.isPresent() ? measured.beside(peer.get().name(), theirs) : measured);
            }
        } finally {
            peer.ifPresent(TorchWorld::close);
        }
        return results;
    }

    private static Measurement cache(ModelManifest manifest, WorldGraphs graphs, int runs, double seconds) {
        FrameTrial trial = new FrameTrial(graphs, manifest, 4);
        double[] with = new double[runs];
        double[] without = new double[runs];
        for (int i = 0; i < runs; i++) {
            with[i] = trial.drawMs(seconds);
            without[i] = trial.drawUncachedMs(seconds);
        }
        return Measurement.of("worldmodel." + manifest.name() + ".draw.cached", "ms", with)
                .beside("the window's keys and values computed anew in every step", without);
    }

    private static List<Measurement> ahead(ModelManifest manifest, WorldGraphs graphs, int runs, double seconds) {
        List<Measurement> results = new ArrayList<>();
        for (int block :
                graphs.shape().blocks().subList(1, graphs.shape().blocks().size())) {
            for (double persistence : PERSISTENCE) {
                double[] ahead = new double[runs];
                double[] single = new double[runs];
                FrameTrial trial = new FrameTrial(graphs, manifest, 4);
                for (int i = 0; i < runs; i++) {
                    ahead[i] = trial.aheadMs(block, persistence, seconds);
                    single[i] = trial.aheadMs(1, persistence, seconds);
                }
                String name = "worldmodel." + manifest.name() + ".ahead" + block + ".persistence" + persistence;
                results.add(Measurement.of(name, "ms", ahead).beside("one frame at a time", single));
            }
        }
        return results;
    }
}

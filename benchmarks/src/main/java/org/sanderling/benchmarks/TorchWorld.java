package org.sanderling.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.world.WorldShape;

/** The same network on PyTorch, in a process of its own that is asked now and then: {@code src/main/python/world_torch.py}. */
final class TorchWorld implements AutoCloseable {
    /** Names a Python that has PyTorch. */
    static final String VARIABLE = "SANDERLING_PYTHON";

    private final Process process;
    private final BufferedReader in;
    private final Writer out;
    private final String name;

    private TorchWorld(Process process, BufferedReader in, String name) {
        this.process = process;
        this.in = in;
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.name = name;
    }

    /** Empty where this machine has no Python with PyTorch. */
    static Optional<TorchWorld> start(Path home, ModelManifest manifest, WorldShape shape) throws IOException {
        List<Long> latent = tensor(manifest, "encode", "latent");
        List<Long> cache = tensor(manifest, "frame", "cache"); // [window, layers, 2, heads, tokens, size of a head]
        if (latent.size() != 3 || cache.size() != 6) {
            return Optional.empty();
        }
        List<Object> command = new ArrayList<>(List.of(
                Optional.ofNullable(System.getenv(VARIABLE)).orElse("python3"),
                "-u",
                home.resolve("benchmarks/src/main/python/world_torch.py"),
                home.resolve("training"),
                shape.imageWidthPx(),
                shape.imageHeightPx()));
        command.addAll(latent);
        command.addAll(List.of(shape.heightPx(), shape.widthPx()));
        command.addAll(List.of(cache.get(0), cache.get(1), cache.get(3), cache.get(3) * cache.get(5)));
        Process process;
        try {
            process = new ProcessBuilder(command.stream().map(String::valueOf).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return Optional.empty(); // no such Python
        }
        BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        String name = in.readLine();
        if (name == null) {
            process.destroy();
            return Optional.empty();
        }
        return Optional.of(new TorchWorld(process, in, name));
    }

    private static List<Long> tensor(ModelManifest manifest, String graph, String tensor) {
        return manifest.graphs().get(graph).tensor(tensor).shape();
    }

    String name() {
        return name;
    }

    /** Milliseconds a frame takes with so many steps on so many threads: encode, draw, remember, decode. */
    double frameMs(int steps, int threads, double seconds) throws IOException {
        out.write(String.format(Locale.ROOT, "frames %d %d %.3f%n", steps, threads, seconds));
        out.flush();
        String answer = in.readLine();
        if (answer == null) {
            throw new BenchmarkException("the PyTorch peer ended; its own message stands above");
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package org.sanderling.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** BEAST on PyTorch with a cached basis, in a process of its own that is asked now and then: {@code src/main/python/beast_torch.py}. One thread. */
final class TorchPeer implements AutoCloseable {
    /** Names a Python that has PyTorch. */
    static final String VARIABLE = "SANDERLING_PYTHON";

    private final Process process;
    private final BufferedReader in;
    private final Writer out;
    private final String name;

    private TorchPeer(Process process, BufferedReader in, String name) {
        this.process = process;
        this.in = in;
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.name = name;
    }

    /** Empty where this machine has no Python with PyTorch. */
    static Optional<TorchPeer> start(Path home) throws IOException {
        Path script = home.resolve("benchmarks/src/main/python/beast_torch.py");
        String python = Optional.ofNullable(System.getenv(VARIABLE)).orElse("python3");
        Process process;
        try {
            process = new ProcessBuilder(python, "-u", script.toString())
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
        return Optional.of(new TorchPeer(process, in, name + ", cached basis"));
    }

    String name() {
        return name;
    }

    /** Microseconds a call of {@code encode} or {@code decode} takes, for so many chunks at once. */
    double microseconds(String what, int chunks, double seconds) throws IOException {
        return Double.parseDouble(ask(String.format(Locale.ROOT, "%s %d %.3f", what, chunks, seconds)));
    }

    /** Its tokens of the chunk that is measured with. */
    int[] tokens() throws IOException {
        return Arrays.stream(ask("tokens").split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private String ask(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
        String answer = in.readLine();
        if (answer == null) {
            throw new BenchmarkException("the PyTorch peer ended at '" + line + "'; its own message stands above");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}

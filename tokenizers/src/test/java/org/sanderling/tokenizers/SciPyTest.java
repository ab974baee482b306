package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Float64 fits, values and derivatives against SciPy's BSpline, in a virtual environment that the test makes under target/. */
class SciPyTest {
    private static final Path SCRIPTS = Path.of("src/test/python");
    private static final Path ENVIRONMENT = Path.of("target/python-scipy").toAbsolutePath();
    private static final int CASES = 10_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run("bash", SCRIPTS.resolve("setup.sh").toString(), ENVIRONMENT.toString());
    }

    @Test
    void tenThousandRandomCasesAreSciPys() throws IOException, InterruptedException {
        Path file = folder.resolve("cases.bin");
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(20_250_606);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < CASES; i++) {
                out.write(write(random, buffer.clear()).flip());
            }
        }
        String told = run(
                ENVIRONMENT.resolve("bin/python").toString(),
                SCRIPTS.resolve("compare_with_scipy.py").toString(),
                file.toString());
        Files.writeString(Path.of("target/scipy.json"), told);
        JsonNode worst = JsonMapper.builder().build().readTree(told);

        assertThat(worst.get("cases").asInt()).isEqualTo(CASES);
        // Relative to the largest of the case, where that is above 1.
        assertThat(worst.get("fit").asDouble()).isLessThanOrEqualTo(1e-9);
        assertThat(worst.get("value").asDouble()).isLessThanOrEqualTo(1e-9);
    }

    /** A random case in the form that compare_with_scipy.py reads. */
    private static ByteBuffer write(Random random, ByteBuffer to) {
        int degree = random.nextInt(6);
        int n = degree + 1 + random.nextInt(25);
        int samples = Math.max(2, n + random.nextInt(80));
        // At degree 0 no sample lies on a knot: there the last bit of the phase decides in SciPy.
        while (degree == 0
                && BigInteger.valueOf(samples - 1).gcd(BigInteger.valueOf(n)).intValue() > 1) {
            samples++;
        }
        int order = random.nextInt(degree + 2);
        double durationS = Math.exp(random.nextDouble(-2, 3));
        BeastSpline spline =
                new BeastSpline(Specs.beast(samples, durationS, n, degree, Specs.names(1, 0), InitialState.NONE));
        double[] chunk = random.doubles(samples, -3, 3).toArray();
        double[] fitted = new double[n];
        spline.fit(chunk, new float[1], fitted);
        double[] c = random.doubles(n, -3, 3).toArray();
        double[] times = random.doubles(1 + random.nextInt(30), 0, durationS).toArray();
        if (order < degree) {
            // Continuous everywhere: the chunk's own grid too, knots included.
            times = Arrays.copyOf(times, times.length + samples);
            for (int t = 0; t < samples; t++) {
                times[times.length - samples + t] = Math.min(durationS, durationS * t / (samples - 1));
            }
        }
        to.putInt(n).putInt(degree).putInt(samples).putInt(times.length).putInt(order);
        to.putDouble(1e-9).putDouble(durationS);
        put(to, chunk);
        put(to, fitted);
        put(to, c);
        put(to, times);
        for (double tS : times) {
            to.putDouble(spline.derivative(c, 0, order, tS));
        }
        return to;
    }

    private static void put(ByteBuffer to, double[] values) {
        for (double v : values) {
            to.putDouble(v);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("scipy", ".out");
        Path err = Files.createTempFile("scipy", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends in time", List.of(command)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", List.of(command), Files.readString(err))
                    .isZero();
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}

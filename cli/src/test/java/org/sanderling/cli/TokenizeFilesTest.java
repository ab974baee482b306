package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.TokenizerSpecReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.tokenizers.TokenizerSpec;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Long files, recordings, and what calibrate and plot write. */
class TokenizeFilesTest {
    private static final String SPEC = """
            tokenizer: beast
            samples: 20
            rateHz: 20
            controlPoints: 10
            degree: 4
            dofs:
              - {name: steering, unit: rad}
              - {name: throttle}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new TokenizeCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, line, parsed) -> ExitCodes.report(e, line.getErr()))
                .setParameterExceptionHandler((e, given) -> ExitCodes.usage(e))
                .execute(args);
    }

    private JsonNode json(String... args) {
        assertThat(execute(args)).as(err.toString()).isZero();
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private String spec(String text) throws IOException {
        return Files.writeString(folder.resolve("spec.yaml"), text).toString();
    }

    private static double steering(int i) {
        return (float) Math.sin(i * 0.1);
    }

    private String csv(int rows, int bad) throws IOException {
        Path file = folder.resolve("in.csv");
        try (Writer to = Files.newBufferedWriter(file)) {
            to.write("throttle,steering\n");
            for (int i = 0; i < rows; i++) {
                to.write(i % 13 / 13.0 + "," + (i == bad ? "NaN" : String.valueOf(steering(i))) + "\n");
            }
        }
        return file.toString();
    }

    private String recording(int messages, int bad) {
        Path file = folder.resolve("drive.mcap");
        try (McapWriter writer = McapWriter.create(file, WriterOptions.defaults())) {
            byte[] definition = MessageSchemas.text(NormalizedControl.SCHEMA).getBytes(StandardCharsets.UTF_8);
            int schema = writer.addSchema(NormalizedControl.SCHEMA, MessageSchemas.SCHEMA_ENCODING, definition);
            int channel = writer.addChannel("/driver/command", schema, MessageSchemas.MESSAGE_ENCODING, Map.of());
            CdrWriter cdr = new CdrWriter();
            for (int i = 0; i < messages; i++) {
                float value = i == bad ? Float.NaN : (float) steering(i);
                new NormalizedControl(new Header(new Time(i, 0), "car"), value, i % 13 / 13f).write(cdr.reset());
                writer.write(channel, i, i * 50_000_000L, i, cdr.bytes(), 0, cdr.size());
            }
        }
        return file.toString();
    }

    @Test
    void aRecordingGivesWhatTheSameFileGives() throws IOException {
        JsonNode fromFile = json("encode", "--json", "--spec", spec(SPEC), csv(107, -1));
        JsonNode fromTopic =
                json("encode", "--json", "--spec", spec(SPEC), "--topic", "/driver/command", recording(107, -1));

        assertThat(fromTopic.get("tokens")).isEqualTo(fromFile.get("tokens"));
        assertThat(fromTopic.get("remainderRows").asInt()).isEqualTo(7);
        assertThat(fromTopic.get("specHash").asString()).hasSize(64);
    }

    @Test
    void badRecordingsAreOneLine() throws IOException {
        String drive = recording(50, 31);
        assertThat(execute("encode", "--json", "--spec", spec(SPEC), "--topic", "/driver/command", drive))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo("sanderling: " + drive
                        + ": message 32 of /driver/command: column steering: NaN is not finite\n");
        assertThat(execute("encode", "--spec", spec(SPEC), "--topic", "/driver", drive))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sanderling: " + drive + ": has no topic /driver; it has /driver/command\n");
        assertThat(execute("encode", "--spec", spec(SPEC), drive)).isEqualTo(2);
        assertThat(err.toString()).contains("say which topic to take by --topic, one of /driver/command");
        assertThat(execute(
                        "encode",
                        "--spec",
                        spec(SPEC.replace("throttle", "brake")),
                        "--topic",
                        "/driver/command",
                        drive))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has no column brake; sanderling_msgs/msg/NormalizedControl has header.");
        assertThat(execute("encode", "--spec", spec(SPEC), "--topic", "/a", folder + "/none.mcap"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("sanderling: " + folder + "/none.mcap: no such file\n");
    }

    @Test
    void calibrateWritesASpecThatEncodesTheSame() throws IOException {
        String in = csv(400, -1);
        Path to = folder.resolve("new/calibrated.yaml");
        JsonNode j = json("calibrate", "--json", "--spec", spec(SPEC), "-o", to.toString(), in);
        TokenizerSpec calibrated = TokenizerSpecReader.read(to);

        assertThat(calibrated.hash()).isEqualTo(j.get("specHash").asString());
        assertThat(j.get("bounds").get("max").size()).isEqualTo(20);
        assertThat(j.get("chunks").asInt()).isEqualTo(20);
        assertThat(json("encode", "--json", "--spec", to.toString(), in).get("tokens"))
                .isEqualTo(json("encode", "--json", "--spec", spec(SPEC), in).get("tokens"));
        try (Stream<Path> left = Files.list(to.getParent())) {
            assertThat(left).containsExactly(to);
        }
    }

    @Test
    void calibrateRefusesOutliersAndCountsThem() throws IOException {
        String in = csv(20 * 300, -1);
        List<String> lines = Files.readAllLines(Path.of(in));
        lines.set(2011, "0.5,900");
        Files.write(Path.of(in), lines);
        Path to = folder.resolve("c.yaml");
        JsonNode kept = json("calibrate", "--json", "--spec", spec(SPEC), "-o", to.toString(), in);
        double wide = TokenizerSpecReader.read(to).boundsMax().get(5);
        JsonNode refused =
                json("calibrate", "--json", "--refuse-outliers", "1", "--spec", spec(SPEC), "-o", to.toString(), in);

        assertThat(kept.get("refused").get("steering").asInt()).isZero();
        assertThat(wide).isGreaterThan(100);
        assertThat(refused.get("refused").get("steering").asInt()).isBetween(5, 10);
        assertThat(TokenizerSpecReader.read(to).boundsMax().get(5)).isLessThan(1.5);
        // The outlier's chunk is clipped then, and that is said.
        JsonNode round = json("roundtrip", "--json", "--spec", to.toString(), in);
        assertThat(round.get("clipped").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(round.get("clipWarnings").size()).isZero();
        Files.writeString(to, Files.readString(to) + "clipWarning: 0.001\n");
        assertThat(execute("roundtrip", "--spec", to.toString(), in)).isZero();
        assertThat(err.toString()).contains("warning: steering: 0.").contains("clipped");
    }

    @Test
    void calibrateTrainsFastsMerges() throws IOException {
        String in = csv(2000, -1);
        String fast =
                spec("tokenizer: fast\nsamples: 20\nvocabulary: 1024\ndofs: [{name: steering}, {name: throttle}]\n");
        Path to = folder.resolve("fast.yaml");
        JsonNode plain = json("roundtrip", "--json", "--spec", fast, in);
        JsonNode j = json("calibrate", "--json", "--merges", "200", "--spec", fast, "-o", to.toString(), in);
        JsonNode merged = json("roundtrip", "--json", "--spec", to.toString(), in);

        assertThat(j.get("merges").asInt()).isBetween(20, 200);
        assertThat(merged.get("bitsPerChunk").asDouble())
                .isLessThan(plain.get("bitsPerChunk").asDouble() / 2);
        assertThat(merged.get("rmse").asDouble()).isCloseTo(plain.get("rmse").asDouble(), offset(1e-9));
    }

    @Test
    void plotDrawsBothPictures() throws IOException {
        JsonNode j = json(
                "plot",
                "--json",
                "--spec",
                spec(SPEC),
                "--out",
                folder.resolve("p").toString(),
                "--from",
                "2",
                csv(107, -1));

        assertThat(j.get("drawn").asInt()).isEqualTo(3);
        String svg = Files.readString(folder.resolve("p/plot.svg"));
        // Of each DoF 10 control points a chunk and one in the legend.
        assertThat(svg.split("fill=\"#009e73\"", -1)).hasSize(1 + 2 * 31);
        assertThat(svg).contains("steering, rad").contains("chunks 2 to 4 of in.csv: 20 samples and 20 tokens each");
        assertThat(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("p/plot.png"))))
                        .getWidth())
                .isEqualTo(2080);
        assertThat(execute("plot", "--spec", spec(SPEC), "--from", "9", csv(107, -1)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has 5 chunks; --from 9 is none of them");
    }

    @Test
    void continuousTokensDecodeWithoutRounding() throws IOException {
        String continuous = spec(SPEC + "tokens: continuous\n");
        JsonNode encoded = json("encode", "--json", "--spec", continuous, csv(200, -1));
        Path tokens = Files.writeString(folder.resolve("t.json"), encoded.toString());
        JsonNode decoded = json("decode", "--json", "--spec", continuous, tokens.toString());

        for (int t = 0; t < 20; t++) {
            assertThat(decoded.get("reconstruction").get(1).get(t).get(0).asDouble())
                    .isCloseTo(steering(20 + t), offset(2e-4));
        }
        JsonNode discrete = json("encode", "--json", "--spec", spec(SPEC), csv(200, -1));
        assertThat(encoded.get("dofs").get(0).get("maxAbsError").asDouble())
                .isLessThan(discrete.get("dofs").get(0).get("maxAbsError").asDouble());
    }

    @Test
    void anotherOrderOfTheDofsIsRefused() throws IOException {
        JsonNode encoded = json("encode", "--json", "--spec", spec(SPEC), csv(40, -1));
        Path tokens = Files.writeString(folder.resolve("t.json"), encoded.toString());
        String swapped = spec(
                SPEC.replace("steering", "x").replace("throttle", "steering").replace("{name: x", "{name: throttle"));

        assertThat(execute("decode", "--spec", swapped, tokens.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sanderling: " + tokens
                        + ": DoF 0 is steering, in the spec it is throttle; decode with the spec that encoded it\n");
    }

    @Test
    void aMillionRowsNeedNoMoreMemoryThanAFew() throws IOException, InterruptedException {
        String in = csv(1_000_000, -1);
        Path to = folder.resolve("tokens.json");
        assertThat(small(to, "tokenize", "encode", "--json", "--spec", spec(SPEC), in))
                .isZero();
        assertThat(Files.size(to)).isGreaterThan(30_000_000);
        assertThat(small(folder.resolve("d.json"), "tokenize", "decode", "--json", "--spec", spec(SPEC), to.toString()))
                .isZero();

        // The last row is bad: nothing is printed of all the good ones.
        in = csv(1_000_000, 999_999);
        assertThat(small(to, "tokenize", "encode", "--json", "--spec", spec(SPEC), in))
                .isEqualTo(2);
        assertThat(to).isEmptyFile();
        assertThat(Files.readString(folder.resolve("err")))
                .isEqualTo("sanderling: " + in + ":1000001: column 2 (steering): NaN is not finite\n");
    }

    /** In a process with 64 MB of heap. */
    private int small(Path stdout, String... args) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.sanderling.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(stdout.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start()
                .waitFor();
    }
}

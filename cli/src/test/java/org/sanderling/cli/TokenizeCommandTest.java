package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as people and programs use it. */
class TokenizeCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SPEC = """
            tokenizer: beast
            samples: 20
            rateHz: 20
            controlPoints: 10
            degree: 4
            calibrate: minMax
            dofs:
              - {name: joint, unit: rad}
              - {name: gripper, degree: 0}
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

    private String spec(String text) throws IOException {
        return Files.writeString(folder.resolve("spec.yaml"), text).toString();
    }

    private String csv(String text) throws IOException {
        return Files.writeString(folder.resolve("in.csv"), text).toString();
    }

    /** A file of joint and gripper, so many rows. */
    private String drive(int rows) throws IOException {
        StringBuilder text = new StringBuilder("time,gripper,joint\n");
        for (int i = 0; i < rows; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%d,%.6f%n", i / 20.0, i / 7 % 2, Math.sin(i * 0.1)));
        }
        return csv(text.toString());
    }

    private JsonNode json(String... args) {
        assertThat(execute(args)).as(err.toString()).isZero();
        return MAPPER.readTree(out.toString());
    }

    @Test
    void roundtripSaysWhatIsLost() throws IOException {
        JsonNode j = json("roundtrip", "--json", "--spec", spec(SPEC), drive(107));

        assertThat(j.get("chunks").asInt()).isEqualTo(5);
        assertThat(j.get("rows").asInt()).isEqualTo(107);
        assertThat(j.get("remainderRows").asInt()).isEqualTo(7);
        assertThat(j.get("tokens").get(0).size()).isEqualTo(20);
        assertThat(j.get("controlPoints").get(4).size()).isEqualTo(20);
        assertThat(j.get("reconstruction").get(4).size()).isEqualTo(20);
        assertThat(j.get("reconstruction").get(4).get(0).size()).isEqualTo(2);
        assertThat(j.get("bitsPerChunk").asDouble()).isEqualTo(160);
        assertThat(j.get("clipped").asInt()).isZero();
        assertThat(j.get("languageModelIds").isNull()).isTrue();
        assertThat(j.get("dofs").get(0).get("maxAbsError").asDouble()).isBetween(1e-6, 0.02);
        // Both values of a gripper's interval of two samples are its mean.
        assertThat(j.get("maxAbsError").asDouble()).isBetween(0.45, 0.55);
        assertThat(j.get("rmse").asDouble()).isLessThan(0.3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialState: none",
                "initialState: overwrite",
                "initialState: residual",
                "continuity: position",
                "continuity: positionVelocity",
                "continuity: positionVelocity\ninitialState: residual\nvelocityLimit: {joint: 3}",
                "delayS: 0.2"
            })
    void decodingWhatEncodePrintedIsTheRoundtrip(String tie) throws IOException {
        String spec = spec(SPEC + tie + "\n");
        JsonNode round = json("roundtrip", "--json", "--spec", spec, drive(80));
        JsonNode encoded = json("encode", "--json", "--spec", spec, drive(80));
        Path tokens = Files.writeString(folder.resolve("tokens.json"), encoded.toString());
        JsonNode decoded = json("decode", "--json", "--spec", spec, tokens.toString());

        assertThat(encoded.get("tokens")).isEqualTo(round.get("tokens"));
        assertThat(decoded.get("tokens")).isEqualTo(round.get("tokens"));
        assertThat(decoded.get("maxAbsError").isNull()).isTrue();
        for (int c = 0; c < 4; c++) {
            for (int t = 0; t < 20; t++) {
                for (int d = 0; d < 2; d++) {
                    assertThat(decoded.get("reconstruction")
                                    .get(c)
                                    .get(t)
                                    .get(d)
                                    .asDouble())
                            .isCloseTo(
                                    round.get("reconstruction")
                                            .get(c)
                                            .get(t)
                                            .get(d)
                                            .asDouble(),
                                    offset(1e-5));
                }
            }
        }
    }

    @Test
    void chunksWithContinuityBeginWhereTheLastOneEnded() throws IOException {
        JsonNode j = json("roundtrip", "--json", "--spec", spec(SPEC + "continuity: positionVelocity\n"), drive(80));
        JsonNode samples = j.get("reconstruction");
        for (int c = 1; c < 4; c++) {
            assertThat(samples.get(c).get(0).get(0).asDouble())
                    .isCloseTo(samples.get(c - 1).get(19).get(0).asDouble(), offset(1e-6));
        }
        assertThat(j.get("initialStates").get(1).size()).isEqualTo(4);
    }

    @Test
    void decodesAtAnyTimes() throws IOException {
        String spec = spec(SPEC);
        Path tokens = Files.writeString(
                folder.resolve("tokens.json"),
                json("encode", "--json", "--spec", spec, drive(40)).toString());
        JsonNode fine = json("decode", "--json", "--spec", spec, "--samples", "39", tokens.toString());
        JsonNode at = json("decode", "--json", "--spec", spec, "--at", "0.05,0.475,9", tokens.toString());

        assertThat(fine.get("reconstruction").get(1).size()).isEqualTo(39);
        assertThat(at.get("reconstruction").get(1).size()).isEqualTo(3);
        assertThat(at.get("timesS").get(1).asDouble()).isEqualTo(0.475);
        assertThat(at.get("reconstruction").get(1).get(0))
                .isEqualTo(fine.get("reconstruction").get(1).get(2));
        assertThat(at.get("reconstruction").get(1).get(1).get(0).asDouble())
                .isCloseTo(fine.get("reconstruction").get(1).get(19).get(0).asDouble(), offset(1e-6));
        assertThat(at.get("reconstruction").get(1).get(2))
                .isEqualTo(fine.get("reconstruction").get(1).get(38));
    }

    @Test
    void tokensAloneDecodeFromAGivenState() throws IOException {
        String spec = spec(SPEC.replace(
                "calibrate: minMax",
                "bounds: {min: [" + "-1,".repeat(19) + "-1], max: [" + "1,".repeat(19)
                        + "1]}\ninitialState: overwrite"));
        Path tokens = Files.writeString(
                folder.resolve("t.json"), "{\"tokens\": [[" + "0,".repeat(19) + "0], [" + "255,".repeat(19) + "255]]}");

        assertThat(execute("decode", "--spec", spec, tokens.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no initialStates").contains("--initial");
        JsonNode j = json("decode", "--json", "--spec", spec, "--initial", "0.5,0.25", tokens.toString());
        assertThat(j.get("reconstruction").get(0).get(0).get(0).asDouble()).isEqualTo(0.5);
        assertThat(j.get("reconstruction").get(0).get(0).get(1).asDouble()).isEqualTo(-1);
        assertThat(j.get("reconstruction").get(1).get(0).get(0).asDouble()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "binning"})
    void theOthersStandBehindTheSameCommand(String tokenizer) throws IOException {
        String spec = spec("tokenizer: " + tokenizer
                + "\nsamples: 20\ncalibrate: quantile\nvocabulary: 512\ndofs: [{name: joint}, {name: gripper}]\n");
        JsonNode j = json("roundtrip", "--json", "--spec", spec, drive(60));
        Path tokens = Files.writeString(folder.resolve("tokens.json"), j.toString());

        assertThat(j.get("dofs").get(0).get("maxAbsError").asDouble()).isBetween(1e-4, 0.1);
        assertThat(j.get("controlPoints").isNull()).isTrue();
        assertThat(j.get("clipped").isNull()).isTrue();
        assertThat(j.get("bitsPerChunk").asDouble()).isEqualTo(40 * 9.0);
        assertThat(json("decode", "--json", "--spec", spec, tokens.toString()).get("reconstruction"))
                .isEqualTo(j.get("reconstruction"));
        assertThat(execute("decode", "--spec", spec, "--at", "0.1", tokens.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("only beast decodes at any time");
    }

    @Test
    void plainOutputIsTokensAndATable() throws IOException {
        assertThat(execute("encode", "--spec", spec(SPEC), drive(45))).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(l -> l.split(" ").length == 20);
        assertThat(err.toString()).contains("5 rows at the end fill no chunk and were left out");
        assertThat(execute("roundtrip", "--spec", spec(SPEC), drive(40))).isZero();
        assertThat(out.toString()).contains("joint").contains("rad").contains("2 chunks of 20 rows, 160 bits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "joint,gripper\\n1,2\\n~in.csv: 1 rows are fewer than a chunk's 20; give more rows or lower the spec's samples",
                "``~in.csv: is empty; a header with the columns joint, gripper is needed",
                "joint\\n1\\n~in.csv:1: has no column gripper; it has joint",
                "joint,gripper\\n1,2\\n3,nan\\n~in.csv:3: column 2 (gripper): nan is not finite",
                "joint,gripper\\n1,2\\r3,4,5\\n~in.csv:3: 3 columns; the header has 2",
            })
    void badFilesAreOneLine(String text, String message) throws IOException {
        String file = csv(text.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(execute("encode", "--json", "--spec", spec(SPEC), file)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip()).isEqualTo("sanderling: " + folder + "/" + message);
    }

    @Test
    void aConstantColumnCannotBeCalibratedOn() throws IOException {
        String spec = spec(SPEC);
        StringBuilder text = new StringBuilder("joint,gripper\n");
        for (int i = 0; i < 40; i++) {
            text.append(Math.sin(i)).append(",0.5\n");
        }
        assertThat(execute("encode", "--spec", spec, csv(text.toString()))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .startsWith("sanderling: " + folder + "/in.csv: column gripper, control point 0: always 0.4999")
                .contains(" in rows 2…41, so that calibrated bounds have no width; give more rows, or bounds");
    }

    @Test
    void badUsageIsOneLine() throws IOException {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("tokenize needs one of").contains("roundtrip");
        assertThat(execute("encode", "--spec", folder.resolve("none.yaml").toString(), drive(20)))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(execute(
                        "encode",
                        "--spec",
                        spec(SPEC),
                        folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("sanderling: " + folder + "/none.csv: no such file\n");
        assertThat(execute("encode", "--spec", spec(SPEC.replace("samples: 20", "samples: 8")), drive(20)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("spec.yaml").contains("controlPoints 10 is outside 1…samples = 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{}~tokens is not a list with entries; give what 'tokenize encode --json' printed",
                "{\"tokens\": [[1, 2]]}~chunk 0: 2 tokens; a chunk has 10 × 2 = 20",
                "{\"tokens\": [[1, 2.5]]}~chunk 0: token 2.5 at position 1 is no whole number",
                "{\"tokens\": [[1}~is not JSON; give what 'tokenize encode --json' printed",
            })
    void badTokensAreOneLine(String text, String message) throws IOException {
        Path tokens = Files.writeString(folder.resolve("t.json"), text);
        String spec = spec(SPEC.replace(
                "calibrate: minMax", "bounds: {min: [" + "-1,".repeat(19) + "-1], max: [" + "1,".repeat(19) + "1]}"));

        assertThat(execute("decode", "--spec", spec, tokens.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("t.json").contains(message);
    }

    @Test
    void theGoldenVectorsPassThroughTheCommand() throws IOException {
        Path golden = Path.of(System.getProperty("sanderling.home"))
                .resolve("tokenizers/src/test/resources/org/sanderling/tokenizers/beast_golden");
        List<Path> cases;
        try (Stream<Path> files = Files.list(golden)) {
            // Samples on degree-0 knots: the README excludes 29 and 30.
            cases = files.filter(f -> f.getFileName().toString().matches("case_(?!29|30).*"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).hasSize(33);
        for (Path file : cases) {
            JsonNode g = MAPPER.readTree(file.toFile());
            JsonNode j = json("encode", "--json", "--spec", spec(goldenSpec(g)), csv(goldenRows(g)));
            int dofs = g.get("config").get("num_dof").asInt();
            int vocabulary = g.get("config").get("vocab_size").asInt();
            int n = g.get("config").get("N").asInt();
            double largest = 0;
            for (JsonNode c : g.get("control_points")) {
                largest = Math.max(largest, Math.abs(c.asDouble()));
            }
            assertThat(j.get("tokens").get(0).size()).isEqualTo(g.get("tokens").size());
            for (int i = 0; i < dofs * n; i++) {
                assertThat(j.get("controlPoints").get(0).get(i).asDouble())
                        .as("%s control point %d", file.getFileName(), i)
                        .isCloseTo(g.get("control_points").get(i).asDouble(), offset(2e-5 * largest));
                int off = Math.abs(j.get("tokens").get(0).get(i).asInt()
                        - g.get("tokens").get(i).asInt());
                double scaled =
                        (g.get("normalised").get(i % dofs * n + i / dofs).asDouble() + 1) / 2 * (vocabulary - 1);
                boolean tie = Math.abs(scaled - Math.floor(scaled) - 0.5) <= 4e-5 * vocabulary;
                assertThat(off).as("%s token %d", file.getFileName(), i).isLessThanOrEqualTo(tie ? 1 : 0);
            }
        }
    }

    private static String goldenSpec(JsonNode g) {
        JsonNode c = g.get("config");
        StringBuilder dofs = new StringBuilder();
        for (int d = 0; d < c.get("num_dof").asInt(); d++) {
            boolean gripper = d >= c.get("joint_dof").asInt();
            dofs.append("  - {name: d" + d + ", unit: \"1\"" + (gripper ? ", degree: 0" : "") + "}\n");
        }
        return "tokenizer: beast\nsamples: " + c.get("T") + "\ncontrolPoints: " + c.get("N") + "\ndegree: "
                + c.get("degree_p") + "\ndurationS: " + c.get("duration") + "\nvocabulary: " + c.get("vocab_size")
                + "\nridge: 1.0e-9\ndofs:\n" + dofs + "bounds:\n  min: " + g.get("w_min") + "\n  max: "
                + g.get("w_max") + "\n";
    }

    private static String goldenRows(JsonNode g) {
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < g.get("config").get("num_dof").asInt(); d++) {
            text.append(d == 0 ? "d" : ",d").append(d);
        }
        for (JsonNode row : g.get("chunk")) {
            text.append("\r\n");
            for (int d = 0; d < row.size(); d++) {
                text.append(d == 0 ? "" : ",").append(row.get(d).asDouble());
            }
        }
        return text.toString();
    }
}

package org.sanderling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.config.ProjectHome;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate world-model} and {@code imagine} on the demo drive with the reference model. */
class WorldCommandsTest {
    private static final String DRIVE =
            ProjectHome.directory().resolve("data/donkeycar-track.mcap").toString();
    private static final String MODEL =
            ProjectHome.directory().resolve("models/donkey-world").toString();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    @Test
    void shouldDreamBetterThanTheLastFrameAndLeaveNothingBehind() {
        int exit = run(
                "evaluate",
                "world-model",
                "--json",
                "--model",
                MODEL,
                DRIVE,
                "--steps",
                "4",
                "--horizon",
                "3",
                "--frames",
                "700-715");

        assertThat(err.toString()).doesNotContain("sanderling:");
        assertThat(exit).isZero();
        JsonNode o = json();
        assertThat(o.path("frames").asInt()).isEqualTo(14);
        assertThat(o.path("steps").asInt()).isEqualTo(4);
        assertThat(o.path("psnrDb").size()).isEqualTo(3);
        assertThat(o.path("ssim").size()).isEqualTo(3);
        for (int h = 0; h < 3; h++) {
            assertThat(o.path("psnrDb").get(h).asDouble())
                    .isGreaterThan(o.path("copyLastPsnrDb").get(h).asDouble());
        }
        assertThat(o.path("autoencoderPsnrDb").asDouble())
                .isGreaterThan(o.path("psnrDb").get(0).asDouble());
        assertThat(o.path("negatedSteeringPsnrDb").asDouble())
                .isLessThan(o.path("psnrDb").get(0).asDouble());
        assertThat(o.path("fps").asDouble()).isPositive();
        assertThat(o.path("kernelDistance").path("copyLast").asDouble())
                .isGreaterThan(o.path("kernelDistance").path("predicted").asDouble());
        assertThat(o.path("monitor").path("auroc").path("black").asDouble()).isGreaterThan(0.9);
        assertThat(o.path("monitor").path("scale").asString()).isEqualTo("manifest");
    }

    @Test
    void shouldWriteADreamAsAnimationAndContactSheet() {
        int exit = run(
                "imagine",
                "--json",
                "--model",
                MODEL,
                DRIVE,
                "--at",
                "795",
                "--frames",
                "8",
                "--actions",
                "hold",
                "--speculate",
                "2",
                "--out",
                folder.toString());

        assertThat(exit).isZero();
        JsonNode o = json();
        assertThat(o.path("psnrDb").size()).isEqualTo(4); // the drive ends at 799
        assertThat(o.path("proposed").asInt()).isEqualTo(4);
        assertThat(o.path("accepted").asInt()).isEqualTo(4);
        assertThat(o.path("stepsPerFrame").asInt()).isPositive();
        assertThat(Path.of(o.path("image").asString())).isNotEmptyFile();
        assertThat(Path.of(o.path("animation").asString())).isNotEmptyFile();
    }

    @Test
    void shouldDreamOfGivenActions() throws IOException {
        Path actions = folder.resolve("actions.csv");
        Files.writeString(actions, "throttle,steering\n0.5,-0.9\n0.5,-0.9\n");

        int exit = run(
                "imagine",
                "--json",
                "--model",
                MODEL,
                DRIVE,
                "--at",
                "700",
                "--frames",
                "2",
                "--actions",
                actions.toString(),
                "--out",
                folder.toString());

        assertThat(exit).isZero();
        assertThat(json().path("proposed").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --at 9999 --frames 2 | --at 9999: | has no such frame; it has 0 … 799
            --at 0 --frames 2 | fewer than 2 frames without a gap | name a later one
            --at 700 --frames 2 --speculate 3 | --speculate 3: this model draws [1, 2, 4] frames at once | name one of these
            --at 700 --frames 2 --speculate 64 | --speculate 64: | name one of these
            --at 700 --frames 0 | --frames 0: allowed: 1 … 1000 | allowed
            --at 700 --frames 2 --steps 5000 | --steps 5000: allowed: 1 … 1000 | allowed
            --at 700 --frames 2 --mode dream | --mode dream: allowed: point, sample | allowed
            --at 700 --frames 2 --sampler magic | --sampler magic: allowed: euler, heun, consistency | allowed
            --at 700 --frames 2 --actions nowhere.csv | nowhere.csv: cannot be read | hold
            """)
    void shouldSayInOneLineWhatIsWrong(String arguments, String first, String second) {
        String[] words =
                ("imagine --model " + MODEL + " " + DRIVE + " --out " + folder + " " + arguments.strip()).split(" ");

        assertThat(run(words)).isEqualTo(2);

        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains(first.strip()).contains(second.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steering;throttle,1.5;0.5 | ACTION_OUT_OF_RANGE
            steering;throttle,nan;0.5 | :2: no finite number in column 1
            steering;throttle,0.1 | :2: no finite number in column 2
            steering;gas,0.1;0.5 | :1: no columns steering and throttle
            steering;throttle | 0 rows; --frames 1 needs as many
            """)
    void shouldRefuseActionsThatTheModelDoesNotTake(String content, String message) throws IOException {
        Path actions = folder.resolve("actions.csv");
        Files.writeString(actions, content.replace(',', '\n').replace(';', ',') + "\n");

        int exit = run(
                "imagine",
                "--model",
                MODEL,
                DRIVE,
                "--at",
                "700",
                "--frames",
                "1",
                "--actions",
                actions.toString(),
                "--out",
                folder.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains(message.strip());
    }

    @Test
    void shouldRefuseAPlannersDirectoryAndAHorizonBeyondTheDrive() {
        String planner =
                ProjectHome.directory().resolve("models/donkey-planner").toString();
        assertThat(run("evaluate", "world-model", "--model", planner, DRIVE)).isEqualTo(2);
        assertThat(err.toString()).contains("not a world model");
        assertThat(run("evaluate", "world-model", "--model", MODEL, DRIVE, "--frames", "790-795", "--horizon", "50"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("give a longer drive or a shorter horizon");
    }
}

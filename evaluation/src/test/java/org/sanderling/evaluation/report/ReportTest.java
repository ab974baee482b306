package org.sanderling.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;

class ReportTest {
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final byte[] IMAGE = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};

    private static ModelManifest manifest;
    private static Deployment deployment;

    @TempDir
    Path folder;

    @BeforeAll
    static void readConfiguration() {
        manifest = ManifestReader.read(HOME.resolve("models/donkey-planner"));
        deployment = DeploymentReader.read(HOME.resolve("config/deployments/demo.yaml"), Map.of(), HOME);
    }

    private String page(Path recording) throws IOException {
        Path html = folder.resolve("out/report.html");
        Report.write(recording, manifest, deployment, html);
        return Files.readString(html);
    }

    /** 1,000 ticks; tick i takes i + 1 tens of µs to the wire, so that percentiles are known. */
    private Path knownRun() {
        Path file = folder.resolve("known.mcap");
        try (RunRecording r = new RunRecording(file, Map.of("engine", "an engine 1.2", "configHash", "abc123"))) {
            for (int i = 0; i < 1_000; i++) {
                r.inputs(i, IMAGE, 0.25f);
                int rung = i == 10 ? Decision.TAIL : i == 11 ? Decision.SILENT : Decision.FRESH;
                r.decision(i, rung, rung == 0 ? "NONE" : "PLAN_LATE", "left", 5_000, 0.5f, i == 500 ? 7 : 3);
                r.delivery(i, true, 5_000, (i + 1) * 10_000L);
                int[] steps = new int[22];
                Arrays.setAll(steps, s -> s % 3);
                r.trace(i, steps, new int[] {256, 258, 77}, new float[22], "NONE");
            }
        }
        return file;
    }

    @Test
    void shouldShowTheFiguresOfAKnownRun() throws IOException {
        String page = page(knownRun());
        assertThat(page)
                .contains("p50 5.00", "p90 9.00", "p99 9.90", "p99.9 9.99", "max 10.0", "deadline 40.0")
                .contains("FRESH 998", "TAIL 1", "STOP 0", "SILENT 1", "TAIL PLAN_LATE")
                .contains("<b>1\u2009000</b><span>ticks", "<b>0</b><span>late", "<b>99.80<small> %")
                .contains("<b>0.250</b><span>steering error")
                .contains("an engine 1.2", "abc123", "assumed camera and vehicle");
    }

    @Test
    void shouldHaveAllSectionsAndLoadNothingFromElsewhere() throws IOException {
        String page = page(knownRun());
        for (String id : new String[] {"frames", "steering", "latency", "rungs", "masks"}) {
            assertThat(page).contains("<section id=\"" + id + "\">");
        }
        assertThat(page)
                .contains("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(IMAGE))
                .contains("<option value=500 selected>tick 500: ")
                .doesNotContain("http://", "https://", " src=", "@import", "url(");
        assertThat(page.split("\"plannedPath\":")).hasSizeBetween(Frames.MOST, Frames.MOST + 2);
    }

    @Test
    void shouldKeepAPageOfLargeImagesSmall() throws IOException {
        Path file = folder.resolve("large.mcap");
        try (RunRecording r = new RunRecording(file, Map.of())) {
            for (int i = 0; i < 100; i++) {
                r.inputs(i, new byte[200_000], 0);
                r.decision(i, Decision.FRESH, "NONE", "left", 5_000, 0, 1);
            }
        }
        assertThat(page(file).length()).isBetween(3_000_000, 6_000_000);
    }

    @Test
    void shouldSayThatNothingWasDelivered() throws IOException {
        Path file = folder.resolve("undelivered.mcap");
        try (RunRecording r = new RunRecording(file, Map.of())) {
            r.decision(0, Decision.FRESH, "NONE", "left", 50_000_000, 0, 1);
            r.delivery(0, false, 50_000_000, 60_000_000);
        }
        assertThat(page(file)).contains("nothing was delivered", "1 undelivered", "max 50.0", "<b>1</b><span>late");
    }

    @Test
    void shouldCountADecisionLateOnTheWireOnce() throws IOException {
        Path file = folder.resolve("late.mcap");
        try (RunRecording r = new RunRecording(file, Map.of())) {
            r.decision(0, Decision.FRESH, "NONE", "left", 50_000_000, 0, 1);
            r.delivery(0, true, 50_000_000, 60_000_000);
            r.decision(1, Decision.FRESH, "NONE", "left", 30_000_000, 0, 1);
            r.delivery(1, true, 30_000_000, 41_000_000);
        }
        assertThat(page(file)).contains("<b>2</b><span>late");
    }

    @Test
    void shouldEscapeWhatARecordingSays() throws IOException {
        String evil = "</script><script>alert(1)</script>\"'><img onerror=x>\u2028";
        Path file = folder.resolve("hostile.mcap");
        try (RunRecording r = new RunRecording(file, Map.of(evil, evil, "engine", evil))) {
            r.inputs(0, "\"><script>".getBytes(StandardCharsets.UTF_8), Float.NaN);
            r.decision(0, Decision.FRESH, evil, evil, 1_000_000, Float.NaN, Integer.MAX_VALUE);
            r.trace(0, new int[] {Integer.MAX_VALUE, -1, 5}, new int[] {256, -9}, new float[] {Float.NaN}, evil);
            r.trace(0, new int[300], new int[300], new float[0], evil);
            r.decision(1, 255, evil, evil, Long.MAX_VALUE / 4, 1e30f, 4_294_967_295L);
        }
        String page = page(file);
        assertThat(page).doesNotContain("<script>alert", "<img", "\u2028").contains("&lt;/script&gt;");
        assertThat(page.split("</script>")).hasSize(3);
    }

    @Test
    void shouldReadPastMessagesThatAreNone() throws IOException {
        Path file = folder.resolve("garbage.mcap");
        try (RunRecording r = new RunRecording(file, Map.of())) {
            r.inputs(0, IMAGE, 0);
            r.decision(0, Decision.FRESH, "NONE", "left", 1_000_000, 0, 1);
            r.garbage(RunRecording.EGO, RunRecording.T0);
        }
        assertThat(page(file)).contains("1 messages could not be read", "<b>1</b><span>ticks");
    }

    @Test
    void shouldWriteAPageForARecordingWithoutDecisions() throws IOException {
        Path file = folder.resolve("empty.mcap");
        new RunRecording(file, Map.of()).close();
        assertThat(page(file))
                .contains("It holds no decision.", "No tick was recorded.", "No planner run was recorded.");
    }

    @Test
    void shouldShowWhatIsLeftOfATruncatedRecording() throws IOException {
        Path file = knownRun();
        byte[] all = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.mcap");
        Files.write(cut, Arrays.copyOf(all, all.length / 2));
        assertThat(page(cut)).contains("The recording was cut short at byte ");
    }

    @Test
    void shouldRefuseWhatIsNoRecording() throws IOException {
        Path file = folder.resolve("no.mcap");
        Files.writeString(file, "something else altogether");
        assertThatThrownBy(() -> page(file)).isInstanceOf(McapException.class).hasMessageContaining("no.mcap");
    }
}

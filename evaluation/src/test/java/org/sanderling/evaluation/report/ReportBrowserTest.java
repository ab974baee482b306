package org.sanderling.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ProjectHome;
import org.sanderling.recording.messages.Decision;

/** The page in a browser, where one is installed: no error, and its controls do what they say. */
final class ReportBrowserTest {
    private static final Path HOME = ProjectHome.directory();
    /** One grey pixel. */
    private static final byte[] JPEG = Base64.getDecoder()
            .decode(
                    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8Q"
                            + "EBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=");

    @TempDir
    Path folder;

    private Path page;

    @BeforeEach
    void write() {
        Path recording = folder.resolve("run.mcap");
        try (RunRecording r = new RunRecording(recording, Map.of("engine", "an engine"))) {
            for (int i = 0; i < 200; i++) {
                r.inputs(i, JPEG, i / 200f);
                r.decision(
                        i, i % 50 == 9 ? Decision.TAIL : Decision.FRESH, "NONE", "left", 5_000, 0.5f, i == 120 ? 4 : 3);
                r.delivery(i, true, 5_000, 6_000_000 + i * 10_000L);
                int[] steps = new int[22];
                Arrays.setAll(steps, s -> s % 3);
                r.trace(i, steps, new int[22], new float[22], "NONE");
            }
        }
        page = folder.resolve("report.html");
        Report.write(
                recording,
                ManifestReader.read(HOME.resolve("models/donkey-planner")),
                DeploymentReader.read(HOME.resolve("config/deployments/demo.yaml"), Map.of()),
                page);
    }

    private List<String> run(String script) throws Exception {
        Browser browser = Browser.find().orElse(null);
        assumeThat(browser).as("no Chromium here").isNotNull();
        return browser.run(page, script);
    }

    @Test
    void shouldOpenWithoutAnErrorAndShowItsControls() throws Exception {
        assertThat(run("""
                const at = id => document.getElementById(id).getBoundingClientRect();
                say("controls", [...document.querySelectorAll(".controls")].every(c => !c.hidden));
                say("camera", at("camera").width > 300 && at("camera").height > 200);
                say("path", document.getElementById("plannedPath").points.length > 5);
                say("tick", document.querySelector("#facts td").textContent);
                say("wide", document.documentElement.scrollWidth <= innerWidth);
                """))
                .containsExactly("controls=true", "camera=true", "path=true", "tick=120", "wide=true", "problems=");
    }

    @Test
    void shouldFollowTheSlider() throws Exception {
        assertThat(run("""
                const slider = document.getElementById("slider");
                const tick = () => document.querySelector("#facts td").textContent;
                slider.value = 0;
                slider.dispatchEvent(new Event("input"));
                say("first", tick());
                slider.value = slider.max;
                slider.dispatchEvent(new Event("input"));
                say("last", tick() > 150);
                say("place", document.getElementById("place").textContent.endsWith(`/${Number(slider.max) + 1}`));
                say("cursor", [...document.querySelectorAll(".cursor")].every(c => c.getAttribute("visibility") === "visible"));
                """)).containsExactly("first=0", "last=true", "place=true", "cursor=true", "problems=");
    }

    @Test
    void shouldPlayAndPause() throws Exception {
        assertThat(run("""
                const play = document.getElementById("play");
                const slider = document.getElementById("slider");
                const start = Number(slider.value);
                play.click();
                say("label", play.textContent);
                await sleep(1000);
                say("moved", Number(slider.value) > start);
                play.click();
                say("label", play.textContent);
                const paused = slider.value;
                await sleep(1000);
                say("stays", slider.value === paused);
                """)).containsExactly("label=Pause", "moved=true", "label=Play", "stays=true", "problems=");
    }

    @Test
    void shouldJumpToAClickOnAChart() throws Exception {
        assertThat(run("""
                const chart = document.querySelector("#steering .timed");
                const box = chart.getBoundingClientRect();
                const tick = () => Number(document.querySelector("#facts td").textContent);
                chart.dispatchEvent(new MouseEvent("click", {clientX: box.right - 4, clientY: box.top + 9}));
                say("late", tick() > 190);
                chart.dispatchEvent(new MouseEvent("click", {clientX: box.left + 4, clientY: box.top + 9}));
                say("early", tick());
                """)).containsExactly("late=true", "early=0", "problems=");
    }

    @Test
    void shouldFillTheMasksOfAChosenTickStepByStep() throws Exception {
        assertThat(run("""
                const select = document.getElementById("maskTick");
                const step = document.getElementById("maskStep");
                const shown = () => [...document.querySelectorAll("#mask tr")].slice(1, -1)
                    .filter(r => getComputedStyle(r.cells[1]).visibility === "visible").length;
                select.selectedIndex = 2;
                select.dispatchEvent(new Event("change"));
                say("frame follows", document.querySelector("#facts td").textContent === select.value);
                say("all", shown());
                step.click();
                say("one", shown());
                step.click();
                say("two", shown() + " " + step.textContent);
                step.click();
                say("three", shown() + " " + step.textContent);
                const slider = document.getElementById("slider");
                slider.value = 0;
                slider.dispatchEvent(new Event("input"));
                say("masks follow", select.value);
                """))
                .containsExactly(
                        "frame follows=true",
                        "all=3",
                        "one=1",
                        "two=2 Next forward",
                        "three=3 Step by step",
                        "masks follow=0",
                        "problems=");
    }
}

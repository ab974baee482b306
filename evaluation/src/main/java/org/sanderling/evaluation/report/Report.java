package org.sanderling.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sanderling.config.Deployment;
import org.sanderling.config.ModelManifest;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.runtime.record.Topics;
import org.sanderling.tokenizers.TokenizerSpec;

/** Writes the page that shows what happened in a run: one file, nothing is loaded from elsewhere. */
public final class Report {
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private Report() {}

    /**
     * Reads the recording in three passes, with memory that does not grow with it, and writes a page of at most about
     * 6 MB. A recording cut short, or without decisions, gives a page that says so.
     *
     * @param manifest the model that ran; its camera and vehicle serve the drawing
     * @param htmlFile replaced where it exists; its folder is made
     * @throws org.sanderling.recording.mcap.McapException for what is no recording
     * @throws UncheckedIOException where the page cannot be written, in one line with its path
     */
    public static void write(Path recording, ModelManifest manifest, Deployment deployment, Path htmlFile) {
        String page;
        try (McapReader reader = McapReader.open(recording)) {
            page = page(reader, manifest, deployment);
        }
        try {
            Files.createDirectories(htmlFile.toAbsolutePath().getParent());
            Files.writeString(htmlFile, page);
        } catch (IOException e) {
            throw new UncheckedIOException(htmlFile + ": the report cannot be written: " + e.getMessage(), e);
        }
    }

    private static String page(McapReader reader, ModelManifest manifest, Deployment deployment) {
        int steeringDof = dof(manifest, "steering", 0);
        int throttleDof = dof(manifest, "throttle", 1);
        RunFigures figures = RunFigures.of(reader, deployment, steeringDof);
        Frames frames = Frames.of(reader, deployment, figures, steeringDof, throttleDof);
        TimeAxis axis = TimeAxis.of(figures.ticks.list());
        SteeringChart steering = new SteeringChart(figures, axis);
        FrameView view = new FrameView(frames, manifest, axis);
        String head = new Summary(figures, manifest, deployment)
                .html(
                        metadata(reader, Topics.SESSION),
                        metadata(reader, Topics.CLOSING),
                        reader.truncatedAt(),
                        steering.meanError());
        return "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>"
                + "<meta http-equiv=Content-Security-Policy content=\"" + POLICY + "\">"
                + "<meta name=viewport content=\"width=device-width,initial-scale=1\"><title>Sanderling: "
                + Html.text(deployment.name()) + "</title>\n<style>" + resource("report.css") + "</style></head>\n"
                + "<body><main>" + head
                + view.section(figures.busiest)
                + steering.section()
                + new LatencyChart(figures, deployment.deadlineMs()).section()
                + new RungStrip(figures, axis).section()
                + new MaskGrid(manifest).section(frames, figures.busiest)
                + "</main>\n<script type=\"application/json\" id=data>" + view.json() + "</script>\n<script>"
                + resource("report.js") + "</script></body></html>\n";
    }

    private static int dof(ModelManifest manifest, String name, int otherwise) {
        TokenizerSpec tokenizer = manifest.tokenizer();
        for (int i = 0; tokenizer != null && i < tokenizer.dofs().size(); i++) {
            if (tokenizer.dofs().get(i).name().equals(name)) {
                return i;
            }
        }
        return otherwise;
    }

    private static Map<String, String> metadata(McapReader reader, String name) {
        List<McapRecord.Metadata> all = reader.metadata(name);
        return all.isEmpty() ? Map.of() : all.getFirst().metadata();
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.sanderling.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ModelManifest;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.runtime.decision.Rung;

/** The camera's frame with the planned path over it. The page shows the first frame without scripts. */
final class FrameView {
    private static final int W = 420;
    private static final int H = 150;

    private final Frames frames;
    private final @Nullable PathProjection projection;
    private final int widthPx;
    private final int heightPx;
    private final boolean assumed;
    private final TimeAxis axis;

    FrameView(Frames frames, ModelManifest manifest, TimeAxis axis) {
        this.frames = frames;
        this.axis = axis;
        ModelManifest.Camera camera = manifest.camera();
        ModelManifest.Vehicle vehicle = manifest.vehicle();
        projection = camera == null || vehicle == null ? null : new PathProjection(camera, vehicle);
        widthPx = camera == null ? 160 : camera.widthPx();
        heightPx = camera == null ? 120 : camera.heightPx();
        assumed = camera != null && vehicle != null && (camera.assumed() || vehicle.assumed());
    }

    String section(@Nullable Tick first) {
        Frame shown = first == null ? null : frames.byTick.get(first.tick);
        if (shown == null) {
            shown = frames.byTick.values().stream().findFirst().orElse(null);
        }
        String caption =
                "The path of <span class=\"key planned\">the plan</span> and of <span class=\"key driven\">what"
                        + " was then driven</span>, each by a kinematic bicycle model on flat ground"
                        + (assumed ? ", with assumed camera and vehicle: the drive tells neither." : ".")
                        + (projection == null ? " The manifest has no camera or vehicle, so no path is drawn." : "");
        return Html.section(
                "frames",
                "What it saw and planned",
                caption,
                shown == null ? "<p>No tick was recorded.</p>" : body(shown));
    }

    private String body(Frame f) {
        int position = new ArrayList<>(frames.byTick.values()).indexOf(f);
        String[] plot = {points(f.plannedSteering), points(f.drivenSteering)};
        return "<div class=view><svg id=camera viewBox=\"0 0 " + widthPx + " " + heightPx + "\" role=img"
                + " aria-label=\"Camera frame with planned path\"><rect class=none width=\"100%\" height=\"100%\"/>"
                + "<image id=image width=" + widthPx + " height=" + heightPx + " preserveAspectRatio=none href=\""
                + f.image + "\"/><polyline id=drivenPath class=\"path driven\" points=\"" + path(f, false)
                + "\"/><polyline class=\"path halo\" points=\"" + path(f, true)
                + "\"/><polyline id=plannedPath class=\"path planned\" points=\"" + path(f, true) + "\"/></svg>"
                + "<div class=facts><table id=facts>" + rows(f) + "</table><p class=caption>Steering over the plan</p>"
                + "<svg id=plan viewBox=\"0 0 " + W + " " + (H + 20) + "\" role=img aria-label=\"Planned and driven"
                + " steering of this plan\"><path class=frame d=\"M0 " + H / 2 + "H" + W + "\"/>"
                + "<text class=axis x=0 y=11>left</text><text class=axis x=0 y=" + (H - 2) + ">right</text>"
                + "<text class=axis x=" + W + " y=" + (H + 16) + " text-anchor=end id=span>" + span(f) + "</text>"
                + "<polyline id=drivenPlan class=\"line driven\" points=\"" + plot[1] + "\"/>"
                + "<polyline id=plannedPlan class=\"line planned\" points=\"" + plot[0] + "\"/></svg></div></div>"
                + "<div class=controls hidden><button id=play type=button>Play</button>"
                + "<input id=slider type=range min=0 max=" + (frames.byTick.size() - 1) + " value=" + position
                + " aria-label=\"Frame\"><output id=place></output></div>"
                + "<noscript><p class=caption>Scripts are off: one frame is shown.</p></noscript>";
    }

    private static String rows(Frame f) {
        StringBuilder out = new StringBuilder();
        facts(f).forEach(r ->
                out.append("<tr><th>").append(Html.text(r[0])).append("<td>").append(Html.text(r[1])));
        return out.toString();
    }

    private static List<String[]> facts(Frame f) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"tick", Long.toString(f.tick.tick)});
        rows.add(new String[] {"rung", Rung.of(f.tick.rung).name()});
        Decision d = f.decision;
        if (d != null) {
            rows.add(new String[] {"reason", d.reason()});
            rows.add(new String[] {"lateral", d.lateral()});
            rows.add(new String[] {"longitudinal", d.longitudinal()});
            rows.add(new String[] {"forwards", f.tick.forwards + (d.stopReason().isEmpty() ? "" : ", " + d.stopReason())
            });
            rows.add(new String[] {"confidence", Html.format("%.2f", d.confidence())});
            long sparedNs = f.tick.deadlineNs - f.tick.handedNs;
            String side = sparedNs < 0 ? " ms after the deadline" : " ms before the deadline";
            rows.add(new String[] {"handed on", Html.ms(Math.abs(sparedNs)) + side});
        }
        rows.removeIf(r -> r[1].isEmpty());
        return rows;
    }

    private static String span(Frame f) {
        return Html.format("%.2f s", Math.max(0, f.plannedSteering.length - 1) * f.periodS);
    }

    private String path(Frame f, boolean planned) {
        if (projection == null) {
            return "";
        }
        return planned
                ? projection.points(f.plannedSteering, f.plannedThrottle, f.periodS)
                : projection.points(f.drivenSteering, f.drivenThrottle, f.periodS);
    }

    private static String points(double[] values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                out.append(Html.format(
                        "%.1f,%.1f ",
                        i * (double) W / Math.max(1, values.length - 1),
                        H / 2.0 + Math.clamp(values[i], -1.1, 1.1) * H / 2.2));
            }
        }
        return out.toString().strip();
    }

    /** All frames for the script, as a JSON array. */
    String json() {
        StringBuilder out = new StringBuilder("[");
        for (Frame f : frames.byTick.values()) {
            out.append(out.length() > 1 ? ",\n{" : "{");
            field(out, "image", f.image);
            field(out, "plannedPath", path(f, true));
            field(out, "drivenPath", path(f, false));
            field(out, "plannedPlan", points(f.plannedSteering));
            field(out, "drivenPlan", points(f.drivenSteering));
            field(out, "span", span(f));
            field(out, "place", Html.format("%.1f s", axis.seconds(f.tick.startNs)));
            out.append(Html.format("\"tick\":%s,", Html.json(Long.toString(f.tick.tick))));
            out.append(Html.format("\"x\":%.1f,\"facts\":[", axis.x(f.tick.startNs)));
            String comma = "";
            for (String[] r : facts(f)) {
                String value = r[1].length() > 200 ? r[1].substring(0, 200) : r[1];
                out.append(comma)
                        .append('[')
                        .append(Html.json(r[0]))
                        .append(',')
                        .append(Html.json(value))
                        .append(']');
                comma = ",";
            }
            out.append("]}");
        }
        return out.append(']').toString();
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":").append(Html.json(value)).append(',');
    }
}

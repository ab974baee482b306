package org.sanderling.evaluation.report;

import java.util.List;
import java.util.Locale;
import org.sanderling.runtime.decision.Rung;

/** Rungs and forwards over time, one column for as many ticks as fit into a pixel. */
final class RungStrip {
    private static final int COLUMNS = 1_000;
    private static final int LANE = 16;
    private static final int FORWARDS_TOP = 84;
    private static final int BOTTOM = 164;

    private final RunFigures figures;
    private final TimeAxis axis;

    RungStrip(RunFigures figures, TimeAxis axis) {
        this.figures = figures;
        this.axis = axis;
    }

    String section() {
        List<Tick> ticks = figures.ticks.list();
        StringBuilder caption = new StringBuilder();
        for (Rung r : Rung.values()) {
            caption.append(Html.format(
                    "<span class=\"key %s\">%s %s</span>", name(r), r, Html.count(figures.rungs[r.ordinal()])));
        }
        caption.append(" · below: forwards of each fresh plan.");
        int each = Math.max(1, (ticks.size() + COLUMNS - 1) / COLUMNS);
        if (each * figures.ticks.stride() > 1) {
            caption.append(" A column stands for ")
                    .append(each * figures.ticks.stride())
                    .append(" ticks: the worst rung, the most forwards")
                    .append(figures.ticks.stride() > 1 ? " of the ticks kept." : ".");
        }
        int most = Math.max(1, figures.busiest == null ? 1 : figures.busiest.forwards);
        StringBuilder svg = new StringBuilder(
                "<svg class=\"timed chart\" viewBox=\"0 0 1100 192\" role=img aria-label=\"Rungs and forwards\">");
        for (Rung r : Rung.values()) {
            int y = 6 + LANE * r.ordinal();
            svg.append(Html.format(
                    "<rect class=lane x=46 y=%d width=1034 height=%d />"
                            + "<text class=axis x=40 y=%d text-anchor=end>%s</text>",
                    y, LANE - 3, y + 10, name(r)));
        }
        for (int n = 1; n <= most; n += Math.max(1, most / 4)) {
            double y = BOTTOM - (double) n / most * (BOTTOM - FORWARDS_TOP);
            svg.append(Html.format(
                    "<path class=grid d=\"M46 %.1fH1080\"/>" + "<text class=axis x=40 y=%.1f text-anchor=end>%d</text>",
                    y, y + 4, n));
        }
        columns(svg, ticks, each, most);
        svg.append(axis.draw(BOTTOM)).append(TimeAxis.cursor(2, BOTTOM)).append("</svg>");
        return Html.section("rungs", "Rungs and forwards", caption.toString(), svg + reasons());
    }

    private void columns(StringBuilder svg, List<Tick> ticks, int each, int most) {
        StringBuilder bars = new StringBuilder();
        int runRung = -1;
        double runFrom = 0;
        double end = 0;
        for (int i = 0; i < ticks.size(); i += each) {
            int rung = 0;
            int forwards = 0;
            for (int k = i; k < Math.min(ticks.size(), i + each); k++) {
                rung = Math.max(rung, ticks.get(k).rung);
                forwards = Math.max(forwards, ticks.get(k).forwards);
            }
            double x = axis.x(ticks.get(i).startNs);
            int next = i + each;
            end = next < ticks.size() ? axis.x(ticks.get(next).startNs) : TimeAxis.RIGHT;
            if (rung != runRung) {
                lane(svg, runRung, runFrom, x);
                runRung = rung;
                runFrom = x;
            }
            double h = (double) forwards / most * (BOTTOM - FORWARDS_TOP);
            bars.append(Html.format("M%.1f %dv%.1fh%.1fv%.1fz", x, BOTTOM, -h, Math.max(0.4, (end - x) * 0.8), h));
        }
        lane(svg, runRung, runFrom, end);
        svg.append("<path class=bar d=\"").append(bars).append("\"/>");
    }

    private static void lane(StringBuilder svg, int rung, double from, double to) {
        if (rung >= 0) {
            svg.append(Html.format(
                    "<rect class=%s x=%.1f y=%d width=%.1f height=%d />",
                    name(Rung.of(rung)), from, 6 + LANE * rung, Math.max(1, to - from), LANE - 3));
        }
    }

    private String reasons() {
        StringBuilder out = new StringBuilder();
        figures.reasons.forEach((reason, n) -> {
            if (!reason.equals("FRESH NONE")) {
                out.append("<tr><td>").append(Html.text(reason)).append("<td>").append(Html.count(n));
            }
        });
        return out.isEmpty() ? "" : "<table class=figures><tr><th>rung and reason<th>ticks" + out + "</table>";
    }

    static String name(Rung r) {
        return r.name().toLowerCase(Locale.ROOT);
    }
}

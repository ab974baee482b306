package org.sanderling.evaluation.report;

import java.util.List;

/** What was planned half a second ahead against what was then driven. */
final class SteeringChart {
    private static final int POINTS = 4_000;
    private static final long GAP_NS = 500_000_000;
    private static final long MATCH_NS = 50_000_000;
    private static final int TOP = 12;
    private static final int BOTTOM = 212;

    private final RunFigures figures;
    private final TimeAxis axis;

    SteeringChart(RunFigures figures, TimeAxis axis) {
        this.figures = figures;
        this.axis = axis;
    }

    /** Mean |planned − driven| over the kept fresh plans whose time was driven; NaN without one. */
    double meanError() {
        List<Driven> driven = figures.driven.list();
        double sum = 0;
        int n = 0;
        int at = 0;
        for (Tick t : figures.ticks.list()) {
            if (Float.isNaN(t.plannedAhead)) {
                continue;
            }
            while (at + 1 < driven.size()
                    && Math.abs(driven.get(at + 1).stampNs() - t.aheadNs)
                            <= Math.abs(driven.get(at).stampNs() - t.aheadNs)) {
                at++;
            }
            if (at < driven.size() && Math.abs(driven.get(at).stampNs() - t.aheadNs) <= MATCH_NS) {
                sum += Math.abs(t.plannedAhead - driven.get(at).steering());
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    String section() {
        String caption =
                "<span class=\"key driven\">driven</span> <span class=\"key planned\">planned</span> · The planned"
                        + " line is each FRESH plan’s steering half a second ahead, drawn at the time it was meant for, so the"
                        + " two would coincide if the planner foresaw the driver. The drive goes on whatever is planned.";
        double error = meanError();
        if (!Double.isNaN(error)) {
            caption += Html.format(
                    " They differ by %.3f on average, frames that the model was trained on included:"
                            + " its quality on others stands in its manifest.",
                    error);
        }
        if (figures.ticks.stride() > 1 || figures.driven.stride() > 1) {
            caption += " Thinned: one tick in " + figures.ticks.stride() + " and one command in "
                    + figures.driven.stride() + " was kept.";
        }
        StringBuilder svg = new StringBuilder(
                "<svg class=\"timed chart\" viewBox=\"0 0 1100 240\" role=img aria-label=\"Planned and driven steering\">");
        for (double s : new double[] {-1, -0.5, 0, 0.5, 1}) {
            svg.append(Html.format(
                    "<path class=grid d=\"M46 %.1fH1080\"/><text class=axis x=40 y=%.1f text-anchor=end>%s</text>",
                    y(s), y(s) + 4, s == -1 ? "left" : s == 1 ? "right" : Html.format("%.1f", s)));
        }
        Line driven = new Line();
        int every = every(figures.driven.list().size());
        for (int i = 0; i < figures.driven.list().size(); i += every) {
            Driven d = figures.driven.list().get(i);
            driven.to(d.stampNs(), d.steering(), figures.driven.stride() * every);
        }
        Line planned = new Line();
        every = every(figures.ticks.list().size());
        for (int i = 0; i < figures.ticks.list().size(); i += every) {
            Tick t = figures.ticks.list().get(i);
            if (!Float.isNaN(t.plannedAhead)) {
                planned.to(t.aheadNs, t.plannedAhead, figures.ticks.stride() * every);
            }
        }
        svg.append("<path class=\"line driven\" d=\"").append(driven.d).append("\"/>");
        svg.append("<path class=\"line planned\" d=\"").append(planned.d).append("\"/>");
        svg.append(axis.draw(BOTTOM)).append(TimeAxis.cursor(TOP, BOTTOM)).append("</svg>");
        String none = planned.d.isEmpty() ? "<p>No FRESH plan was recorded.</p>" : "";
        return Html.section("steering", "Planned against driven steering", caption, svg + none);
    }

    private static int every(int size) {
        return Math.max(1, (size + POINTS - 1) / POINTS);
    }

    private static double y(double steering) {
        return (TOP + BOTTOM) / 2.0 + Math.clamp(steering, -1.1, 1.1) * (BOTTOM - TOP) / 2.2;
    }

    /** A path that breaks where nothing was known for a while. */
    private final class Line {
        private final StringBuilder d = new StringBuilder();
        private long lastNs = Long.MIN_VALUE;

        void to(long ns, double value, long stride) {
            if (!axis.holds(ns)) {
                return;
            }
            boolean on = lastNs != Long.MIN_VALUE && ns - lastNs < GAP_NS * stride && ns > lastNs;
            d.append(Html.format("%s%.1f %.1f", on ? "L" : "M", axis.x(ns), y(value)));
            lastNs = ns;
        }
    }
}

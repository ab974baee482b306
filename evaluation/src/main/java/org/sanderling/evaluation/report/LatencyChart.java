package org.sanderling.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Latency as a histogram over logarithmic bins, with its percentiles and the deadline. */
final class LatencyChart {
    private static final int WIDTH = 1100;
    private static final int LEFT = 46;
    private static final int RIGHT = 1080;
    private static final int TOP = 64;
    private static final int BOTTOM = 280;
    private static final double LEAST_NS = 1_000;

    private final RunFigures figures;
    private final long deadlineNs;

    LatencyChart(RunFigures figures, double deadlineMs) {
        this.figures = figures;
        deadlineNs = Math.round(deadlineMs * 1e6);
    }

    /** p50 … max by name, ns; empty without a value. */
    Map<String, Long> marks() {
        Percentiles p = new Percentiles(figures.latencies.list());
        Map<String, Long> marks = new LinkedHashMap<>();
        if (!p.isEmpty()) {
            marks.put("p50", p.at(0.5));
            marks.put("p90", p.at(0.9));
            marks.put("p99", p.at(0.99));
            marks.put("p99.9", p.at(0.999));
            marks.put("max", figures.maxLatencyNs);
        }
        return marks;
    }

    String section() {
        Map<String, Long> marks = marks();
        String caption = figures.delivered
                ? "From the camera's stamp until the transport's write returned, "
                        + Html.count(figures.latencies.seen()) + " deliveries."
                : "From the camera's stamp until the decision was handed on: nothing was delivered, so the way to the"
                        + " wire is not in it.";
        if (figures.undelivered > 0) {
            caption += " " + Html.count(figures.undelivered) + " undelivered ones are not counted.";
        }
        if (figures.latencies.stride() > 1) {
            caption += " One in " + figures.latencies.stride() + " was kept for the percentiles; max is of all.";
        }
        caption += " Both axes are logarithmic.";
        return Html.section(
                "latency", "Latency", caption, marks.isEmpty() ? "<p>No tick was recorded.</p>" : chart(marks));
    }

    private String chart(Map<String, Long> marks) {
        long[] sorted = new Percentiles(figures.latencies.list()).sorted();
        double low = Math.log(Math.max(LEAST_NS, Math.min(sorted[0], deadlineNs))) - 0.15;
        double high = Math.log(Math.max(LEAST_NS * 2, Math.max(figures.maxLatencyNs, deadlineNs))) + 0.15;
        double scale = (RIGHT - LEFT) / (high - low);
        double bin = Math.log(2) / (high - low > 3.5 ? 4 : 10);
        TreeMap<Integer, Long> bins = new TreeMap<>();
        for (long ns : sorted) {
            bins.merge((int) Math.floor((Math.log(Math.max(LEAST_NS, ns)) - low) / bin), 1L, Long::sum);
        }
        double top = Math.log10(
                        bins.values().stream().mapToLong(Long::longValue).max().orElse(1))
                + 0.3;
        StringBuilder out = new StringBuilder(
                "<svg class=chart viewBox=\"0 0 " + WIDTH + " 312\" role=img aria-label=\"Latency histogram\">");
        for (long n = 1; Math.log10(n) + 0.3 <= top; n *= 10) {
            double y = BOTTOM - (Math.log10(n) + 0.3) / top * (BOTTOM - TOP);
            out.append(Html.format(
                    "<path class=grid d=\"M%d %.1fH%d\"/><text class=axis x=%d y=%.1f text-anchor=end>%s</text>",
                    LEFT, y, RIGHT, LEFT - 6, y + 4, Html.count(n)));
        }
        bins.forEach((b, n) -> {
            double h = (Math.log10(n) + 0.3) / top * (BOTTOM - TOP);
            double x = LEFT + b * bin * scale;
            out.append(Html.format(
                    "<rect class=bar x=%.1f y=%.1f width=%.1f height=%.1f><title>%s – %s ms: %s</title></rect>",
                    x,
                    BOTTOM - h,
                    Math.max(1, bin * scale - 1.5),
                    h,
                    edge(low + b * bin),
                    edge(low + (b + 1) * bin),
                    Html.count(n)));
        });
        axis(out, low, high, scale);
        Map<String, Long> all = new LinkedHashMap<>(marks);
        all.put("deadline", deadlineNs);
        List<Double> rowEnds = new ArrayList<>();
        all.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(e -> mark(
                        out,
                        e.getKey(),
                        e.getValue(),
                        LEFT + (Math.log(Math.max(LEAST_NS, e.getValue())) - low) * scale,
                        rowEnds));
        return out.append("</svg>").append(table(marks)).toString();
    }

    private static String edge(double logNs) {
        return Html.ms(Math.round(Math.exp(logNs)));
    }

    private static void axis(StringBuilder out, double low, double high, double scale) {
        out.append(Html.format("<path class=frame d=\"M%d %dH%d\"/>", LEFT, BOTTOM, RIGHT));
        boolean dense = high - low < 4;
        for (double decade = 1e3; decade < 1e13; decade *= 10) {
            for (int m : dense ? new int[] {1, 2, 3, 4, 5, 6, 8} : new int[] {1, 2, 5}) {
                double at = Math.log(decade * m);
                if (at > low && at < high) {
                    double x = LEFT + (at - low) * scale;
                    out.append(Html.format(
                            "<path class=frame d=\"M%.1f %dv4\"/><text class=axis x=%.1f y=%d text-anchor=middle>%s</text>",
                            x, BOTTOM, x, BOTTOM + 18, tickLabel(decade * m / 1e6)));
                }
            }
        }
        out.append(Html.format("<text class=axis x=%d y=%d text-anchor=end>ms</text>", RIGHT, BOTTOM + 31));
    }

    private static String tickLabel(double ms) {
        return ms >= 1 ? Html.format("%.0f", ms) : Html.format("%s", (float) ms);
    }

    private static void mark(StringBuilder out, String name, long ns, double x, List<Double> rowEnds) {
        String label = name + " " + Html.ms(ns);
        double width = 7.0 * label.length() + 10;
        boolean left = x + width > RIGHT;
        double from = left ? x - width : x;
        int row = 0;
        while (row < rowEnds.size() && rowEnds.get(row) > from) {
            row++;
        }
        if (row == rowEnds.size()) {
            rowEnds.add(0.0);
        }
        rowEnds.set(row, Math.max(x, from + width));
        int y = 12 + 14 * Math.min(row, 3);
        out.append(Html.format(
                "<path class=\"mark %s\" d=\"M%.1f %dV%d\"/><text class=\"label %s\" x=%.1f y=%d%s>%s</text>",
                name.equals("deadline") ? "deadline" : "",
                x,
                y - 9,
                BOTTOM,
                name.equals("deadline") ? "deadline" : "",
                left ? x - 4 : x + 4,
                y,
                left ? " text-anchor=end" : "",
                label));
    }

    private String table(Map<String, Long> marks) {
        StringBuilder head = new StringBuilder("<table class=figures><tr>");
        StringBuilder row = new StringBuilder("<tr>");
        marks.forEach((name, ns) -> {
            head.append("<th>").append(name);
            row.append("<td>").append(Html.ms(ns)).append(" ms");
        });
        return head.append("<th>deadline")
                .append(row)
                .append("<td>")
                .append(Html.ms(deadlineNs))
                .append(" ms</table>")
                .toString();
    }
}

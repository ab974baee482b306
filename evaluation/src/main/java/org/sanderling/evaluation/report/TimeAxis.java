package org.sanderling.evaluation.report;

import java.util.List;

/** The run's time from left to right, the same in every chart. */
record TimeAxis(long fromNs, long toNs) {
    static final int WIDTH = 1100;
    static final int LEFT = 46;
    static final int RIGHT = 1080;
    private static final long LONGEST_NS = 366L * 86_400 * 1_000_000_000;

    static TimeAxis of(List<Tick> ticks) {
        if (ticks.isEmpty()) {
            return new TimeAxis(0, 1_000_000_000);
        }
        long from = ticks.getFirst().startNs;
        long to = Math.max(from + 1_000_000_000, ticks.getLast().startNs);
        return new TimeAxis(from, Math.min(to, from + LONGEST_NS));
    }

    boolean holds(long ns) {
        return ns >= fromNs && ns <= toNs;
    }

    double x(long ns) {
        return LEFT + (RIGHT - LEFT) * Math.clamp((ns - fromNs) / (double) (toNs - fromNs), 0, 1);
    }

    double seconds(long ns) {
        return (ns - fromNs) / 1e9;
    }

    /** Ticks and their seconds below a chart. */
    String draw(int yPx) {
        double spanS = (toNs - fromNs) / 1e9;
        double step = Math.pow(10, Math.floor(Math.log10(spanS / 4)));
        step *= spanS / step > 20 ? 5 : spanS / step > 10 ? 2 : 1;
        StringBuilder out = new StringBuilder(Html.format("<path class=frame d=\"M%d %dH%d\"/>", LEFT, yPx, RIGHT));
        for (double s = 0; s <= spanS; s += step) {
            double x = x(fromNs + Math.round(s * 1e9));
            out.append(Html.format(
                    "<path class=frame d=\"M%.1f %dv4\"/><text class=axis x=%.1f y=%d text-anchor=middle>%s s</text>",
                    x, yPx, x, yPx + 18, step < 1 ? Html.format("%.1f", s) : Html.format("%.0f", s)));
        }
        return out.toString();
    }

    /** The line that follows the chosen frame. */
    static String cursor(int top, int bottom) {
        return Html.format("<path class=cursor d=\"M%d %dV%d\" visibility=hidden />", LEFT, top, bottom);
    }
}

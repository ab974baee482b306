package org.sanderling.evaluation.plot;

import java.util.stream.DoubleStream;

/** Draws one chart into its place on a sheet. */
final class ChartDrawing {
    private static final int GRID = 0xE2E2E2;
    private static final int FRAME = 0x909090;
    private static final int INK = 0x202020;

    private final Chart chart;
    private final Pen pen;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final Axis xs;
    private final Axis ys;

    ChartDrawing(Chart chart, Pen pen, double x, double y, double width, double height) {
        this.chart = chart;
        this.pen = pen;
        this.left = x + 78;
        this.right = x + width - 14;
        this.top = y + 24;
        this.bottom = y + height - 46;
        this.xs = Axis.around(
                DoubleStream.concat(
                        chart.series().stream().flatMapToDouble(s -> doubles(s.xs())), doubles(chart.verticals())),
                chart.logX(),
                left,
                right);
        this.ys = Axis.around(chart.series().stream().flatMapToDouble(s -> doubles(s.ys())), chart.logY(), bottom, top);
    }

    private static DoubleStream doubles(java.util.List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }

    void draw() {
        for (double tick : xs.ticks()) {
            line(xs.px(tick), top, xs.px(tick), bottom, GRID, 1);
            pen.text(xs.px(tick), bottom + 15, xs.text(tick), 11, Pen.Anchor.MIDDLE, INK);
        }
        for (double tick : ys.ticks()) {
            line(left, ys.px(tick), right, ys.px(tick), GRID, 1);
            pen.text(left - 6, ys.px(tick) + 4, ys.text(tick), 11, Pen.Anchor.END, INK);
        }
        pen.clip(left, top, right - left, bottom - top);
        for (double v : chart.verticals()) {
            line(xs.px(v), top, xs.px(v), bottom, 0xB8B8D8, 1);
        }
        chart.series().forEach(this::series);
        pen.unclip();
        pen.line(
                new double[] {left, right, right, left, left},
                new double[] {top, top, bottom, bottom, top},
                5,
                FRAME,
                1,
                false);
        pen.text(left, top - 7, chart.title(), 13, Pen.Anchor.START, INK);
        pen.text((left + right) / 2, bottom + 34, chart.xLabel(), 12, Pen.Anchor.MIDDLE, INK);
        pen.uprightText(left - 60, (top + bottom) / 2, chart.yLabel(), 12, INK);
        legend();
    }

    private void line(double x0, double y0, double x1, double y1, int colour, double width) {
        pen.line(new double[] {x0, x1}, new double[] {y0, y1}, 2, colour, width, false);
    }

    private void series(Series s) {
        boolean lines =
                s.mark() == Series.Mark.LINE || s.mark() == Series.Mark.DASHES || s.mark() == Series.Mark.LINE_AND_DOTS;
        double[] px = new double[s.xs().size()];
        double[] py = new double[px.length];
        int count = 0;
        for (int i = 0; i <= s.xs().size(); i++) {
            boolean drawn = i < s.xs().size() && xs.holds(s.xs().get(i)) && ys.holds(s.ys().get(i));
            if (!drawn) {
                if (lines && count > 1) {
                    pen.line(px, py, count, s.colour(), 1.6, s.mark() == Series.Mark.DASHES);
                }
                count = 0;
                continue;
            }
            px[count] = xs.px(s.xs().get(i));
            py[count] = ys.px(s.ys().get(i));
            mark(s.mark(), px[count], py[count], s.colour());
            count++;
        }
    }

    private void mark(Series.Mark mark, double x, double y, int colour) {
        switch (mark) {
            case DOTS -> pen.dot(x, y, 2.2, colour);
            case LINE_AND_DOTS -> pen.dot(x, y, 3, colour);
            case DIAMONDS -> pen.diamond(x, y, 4, colour);
            case LINE, DASHES -> {}
        }
    }

    private void legend() {
        double x = right;
        for (int i = chart.series().size() - 1; i >= 0; i--) {
            Series s = chart.series().get(i);
            if (s.name().isEmpty()) {
                continue;
            }
            pen.text(x, top - 7, s.name(), 11, Pen.Anchor.END, INK);
            // No font's width is known to an SVG: seven pixels a letter are enough.
            x -= s.name().length() * 7.0 + 4;
            if (s.mark() == Series.Mark.DOTS || s.mark() == Series.Mark.DIAMONDS) {
                mark(s.mark(), x - 6, top - 11, s.colour());
            } else {
                pen.line(
                        new double[] {x - 14, x},
                        new double[] {top - 11, top - 11},
                        2,
                        s.colour(),
                        2,
                        s.mark() == Series.Mark.DASHES);
            }
            x -= 24;
        }
    }
}

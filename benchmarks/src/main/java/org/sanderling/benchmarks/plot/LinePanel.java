package org.sanderling.benchmarks.plot;

import java.util.List;
import java.util.Locale;

/** One chart of several: lines over a common x, with axes from 0. */
public final class LinePanel {
    private static final int INK = 0x333333;
    private static final int GRID = 0xE4E4E4;
    private static final int TICKS = 4;

    /**
     * A line.
     *
     * @param label its name
     * @param x and y its points, x rising
     * @param rgb colour
     * @param thick its width, px
     * @param dashed whether it is a bound, not a measurement
     */
    public record Line(String label, double[] x, double[] y, int rgb, double thick, boolean dashed) {}

    private LinePanel() {}

    /** Draws into a rectangle, px. */
    public static void draw(
            Drawing d,
            double left,
            double top,
            double width,
            double height,
            String title,
            String across,
            List<Line> lines) {
        double maxX = 1e-9;
        double maxY = 1e-9;
        for (Line line : lines) {
            for (int i = 0; i < line.x.length; i++) {
                maxX = Math.max(maxX, line.x[i]);
                maxY = Math.max(maxY, line.y[i]);
            }
        }
        maxY *= 1.05;
        double x0 = left + 38;
        double y0 = top + height - 30;
        double w = width - 48;
        double h = height - 52;
        d.text(x0, top + 14, title, 12, INK, Drawing.Anchor.START, true);
        for (int i = 0; i <= TICKS; i++) {
            double y = y0 - h * i / TICKS;
            d.line(new double[] {x0, x0 + w}, new double[] {y, y}, GRID, 1, false);
            d.text(x0 - 4, y + 4, number(maxY * i / TICKS), 9, INK, Drawing.Anchor.END, false);
            double x = x0 + w * i / TICKS;
            d.text(x, y0 + 13, number(maxX * i / TICKS), 9, INK, Drawing.Anchor.MIDDLE, false);
        }
        d.text(x0 + w / 2, y0 + 25, across, 9, INK, Drawing.Anchor.MIDDLE, false);
        for (Line line : lines) {
            double[] x = new double[line.x.length];
            double[] y = new double[line.x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = x0 + w * line.x[i] / maxX;
                y[i] = y0 - h * line.y[i] / maxY;
                if (!line.dashed) {
                    d.dot(x[i], y[i], line.thick + 0.6, line.rgb);
                }
            }
            d.line(x, y, line.rgb, line.thick, line.dashed);
        }
    }

    private static String number(double value) {
        return value == 0
                ? "0"
                : String.format(Locale.ROOT, value >= 10 ? "%.0f" : value >= 0.1 ? "%.2f" : "%.3f", value);
    }
}

package org.sanderling.evaluation.plot;

import java.util.List;

/**
 * Charts in rows, drawn as SVG or PNG by the same code.
 *
 * @param title above all of them
 * @param columns charts in a row
 * @param charts at least one
 */
public record Sheet(String title, int columns, List<Chart> charts) {
    private static final int CHART_WIDTH = 520;
    private static final int CHART_HEIGHT = 290;
    private static final int TOP = 40;

    public Sheet {
        charts = List.copyOf(charts);
    }

    private int width() {
        return CHART_WIDTH * Math.min(columns, charts.size());
    }

    private int height() {
        return TOP + CHART_HEIGHT * ((charts.size() + columns - 1) / columns);
    }

    /** An SVG document. */
    public String svg() {
        SvgPen pen = new SvgPen(width(), height());
        draw(pen);
        return pen.close();
    }

    /**
     * A PNG file, with twice the pixels of the SVG.
     *
     * @throws NoFontsException where the machine has no fonts to write with
     */
    public byte[] png() {
        try {
            ImagePen pen = new ImagePen(width(), height());
            draw(pen);
            return pen.close();
        } catch (InternalError | ExceptionInInitializerError | NoClassDefFoundError e) {
            // What java.desktop throws where fontconfig finds nothing.
            throw new NoFontsException(e);
        }
    }

    /** No fonts on this machine: a PNG cannot be drawn, an SVG can. */
    public static final class NoFontsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoFontsException(Throwable cause) {
            super(
                    "no fonts to draw a PNG with; on Debian or Ubuntu: apt-get install fontconfig fonts-dejavu-core",
                    cause);
        }
    }

    private void draw(Pen pen) {
        pen.rectangle(0, 0, width(), height(), 0xFFFFFF);
        pen.text(width() / 2.0, 26, title, 16, Pen.Anchor.MIDDLE, 0x202020);
        for (int i = 0; i < charts.size(); i++) {
            int x = i % columns * CHART_WIDTH;
            int y = TOP + i / columns * CHART_HEIGHT;
            new ChartDrawing(charts.get(i), pen, x, y, CHART_WIDTH, CHART_HEIGHT).draw();
        }
    }
}

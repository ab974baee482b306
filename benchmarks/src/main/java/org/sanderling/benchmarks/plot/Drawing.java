package org.sanderling.benchmarks.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Lines, dots and words on white, written to SVG and PNG alike. One thread. */
public final class Drawing {
    /** Where a word stands to its point. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final int SCALE = 2;

    private final int width;
    private final int height;
    private final StringBuilder svg = new StringBuilder();
    private final BufferedImage image;
    private final Graphics2D graphics;

    /** @param width and height in px of the SVG; the PNG has twice as many */
    public Drawing(int width, int height) {
        System.setProperty("java.awt.headless", "true");
        this.width = width;
        this.height = height;
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width * SCALE, height * SCALE);
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    /** A line through points. @param rgb as 0xRRGGBB */
    public void line(double[] x, double[] y, int rgb, double thick, boolean dashed) {
        Path2D path = new Path2D.Double();
        svg.append("<polyline fill=\"none\" points=\"");
        for (int i = 0; i < x.length; i++) {
            svg.append(number(x[i])).append(',').append(number(y[i])).append(' ');
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        svg.append("\" stroke=\"").append(hex(rgb)).append("\" stroke-width=\"").append(number(thick));
        svg.append(dashed ? "\" stroke-dasharray=\"4 3\"/>\n" : "\"/>\n");
        graphics.setColor(new Color(rgb));
        float[] dash = dashed ? new float[] {4, 3} : null;
        graphics.setStroke(new BasicStroke((float) thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        graphics.draw(path);
    }

    /** A filled dot. */
    public void dot(double x, double y, double radius, int rgb) {
        svg.append("<circle cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"");
        svg.append(number(radius)).append("\" fill=\"").append(hex(rgb)).append("\"/>\n");
        graphics.setColor(new Color(rgb));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** One line of text. */
    public void text(double x, double y, String words, int size, int rgb, Anchor anchor, boolean bold) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" font-size=\"");
        svg.append(size).append("\" fill=\"").append(hex(rgb)).append("\" text-anchor=\"");
        svg.append(anchor.name().toLowerCase(Locale.ROOT));
        svg.append(bold ? "\" font-weight=\"bold\">" : "\">").append(escaped).append("</text>\n");
        graphics.setColor(new Color(rgb));
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        int length = graphics.getFontMetrics().stringWidth(words);
        double left = anchor == Anchor.START ? x : anchor == Anchor.MIDDLE ? x - length / 2.0 : x - length;
        graphics.drawString(words, (float) left, (float) y);
    }

    /** Writes {@code NAME.svg} and {@code NAME.png}. */
    public void write(Path folder, String name) throws IOException {
        Files.writeString(
                folder.resolve(name + ".svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                        + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"sans-serif\">\n"
                        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + svg + "</svg>\n");
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}

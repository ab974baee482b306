package org.sanderling.evaluation.plot;

import java.util.Locale;

/** Draws scalable vector graphics. */
final class SvgPen implements Pen {
    private final StringBuilder svg = new StringBuilder();
    private int clips;

    SvgPen(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\">%n",
                width, height, width, height);
    }

    String close() {
        return svg + "</svg>\n";
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void rectangle(double x, double y, double width, double height, int colour) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#%06x\"/>%n",
                x, y, width, height, colour);
    }

    @Override
    public void line(double[] xs, double[] ys, int count, int colour, double width, boolean dashed) {
        svg.append("<path fill=\"none\" d=\"");
        for (int i = 0; i < count; i++) {
            add("%s%.1f %.1f", i == 0 ? "M" : "L", xs[i], ys[i]);
        }
        add(
                "\" stroke=\"#%06x\" stroke-width=\"%.1f\"%s/>%n",
                colour, width, dashed ? " stroke-dasharray=\"4 3\"" : "");
    }

    @Override
    public void dot(double x, double y, double radius, int colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\"/>%n", x, y, radius, colour);
    }

    @Override
    public void diamond(double x, double y, double r, int colour) {
        add(
                "<path d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\" fill=\"#%06x\"/>%n",
                x, y - r, r, r, -r, r, -r, -r, colour);
    }

    @Override
    public void text(double x, double y, String text, double size, Anchor anchor, int colour) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" text-anchor=\"%s\" fill=\"#%06x\">%s</text>%n",
                x, y, size, anchor.name().toLowerCase(Locale.ROOT), colour, escaped(text));
    }

    @Override
    public void uprightText(double x, double y, String text, double size, int colour) {
        add(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" font-size=\"%.0f\" text-anchor=\"middle\""
                        + " fill=\"#%06x\">%s</text>%n",
                x, y, size, colour, escaped(text));
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        clips++;
        add(
                "<clipPath id=\"c%d\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath><g clip-path=\"url(#c%d)\">%n",
                clips, x, y, width, height, clips);
    }

    @Override
    public void unclip() {
        svg.append("</g>\n");
    }

    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}

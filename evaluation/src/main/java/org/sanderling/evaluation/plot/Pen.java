package org.sanderling.evaluation.plot;

/** What a chart is drawn with: pixels, y downwards, colours as 0xRRGGBB. */
interface Pen {
    /** Where text stands to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void rectangle(double x, double y, double width, double height, int colour);

    /** A line through the first {@code count} points. */
    void line(double[] xs, double[] ys, int count, int colour, double width, boolean dashed);

    void dot(double x, double y, double radius, int colour);

    void diamond(double x, double y, double radius, int colour);

    void text(double x, double y, String text, double size, Anchor anchor, int colour);

    /** From below to above. */
    void uprightText(double x, double y, String text, double size, int colour);

    /** What is drawn from now on shows within this only; until {@link #unclip}. */
    void clip(double x, double y, double width, double height);

    void unclip();
}

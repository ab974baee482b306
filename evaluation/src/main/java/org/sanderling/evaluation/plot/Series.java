package org.sanderling.evaluation.plot;

import java.util.List;

/**
 * Points of one kind in a chart.
 *
 * @param name in the legend; empty for none
 * @param mark how they are drawn
 * @param colour as 0xRRGGBB
 * @param xs where, in the x axis's unit
 * @param ys as many, in the y axis's unit; a point that is not finite breaks a line
 */
public record Series(String name, Mark mark, int colour, List<Double> xs, List<Double> ys) {
    /** How points are drawn. */
    public enum Mark {
        LINE,
        DASHES,
        DOTS,
        DIAMONDS,
        /** A line with a dot at each point. */
        LINE_AND_DOTS
    }

    /** Colours that can be told apart, also by those who are colour-blind (Okabe and Ito). */
    public static final List<Integer> COLOURS =
            List.of(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x000000);

    public Series {
        xs = List.copyOf(xs);
        ys = List.copyOf(ys);
        if (xs.size() != ys.size()) {
            throw new IllegalArgumentException(name + ": " + xs.size() + " x and " + ys.size() + " y");
        }
    }
}

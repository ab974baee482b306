package org.sanderling.evaluation.plot;

import java.util.List;

/**
 * One chart.
 *
 * @param title above it
 * @param xLabel with its unit
 * @param yLabel with its unit
 * @param logX whether x is drawn by its logarithm; points of at most 0 are left out
 * @param logY the same of y
 * @param series drawn in this order
 * @param verticals where thin vertical lines stand (knots), in the x axis's unit
 */
public record Chart(
        String title,
        String xLabel,
        String yLabel,
        boolean logX,
        boolean logY,
        List<Series> series,
        List<Double> verticals) {
    public Chart {
        series = List.copyOf(series);
        verticals = List.copyOf(verticals);
    }
}

package org.sanderling.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Finds bounds from a stream of values, one row (of one chunk's control points, say) at a time: the least and greatest, or the 1 % and 99 % quantiles, interpolated linearly between order statistics. Quantiles are exact up to {@value #RESERVOIR} rows; beyond, they are those of a uniform sample of as many, drawn with a fixed seed, so that memory is bounded. One thread.
 *
 * <p>Source: BEAST, arXiv 2506.06072 (1 %/99 % quantiles of the control points).
 */
public final class BoundsCalibration {
    /** Rows that quantiles are taken from. */
    public static final int RESERVOIR = 16_384;

    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;

    /** What becomes of the values. */
    public enum Kind {
        MIN_MAX,
        QUANTILE;

        /** {@code minMax} or {@code quantile}, as in a spec. */
        public static Kind of(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "minmax" -> MIN_MAX;
                case "quantile" -> QUANTILE;
                default -> throw new TokenizerException("calibrate: " + name + " is neither minMax nor quantile");
            };
        }
    }

    private final Kind kind;
    private final int width;
    private final double[] min;
    private final double[] max;
    private final List<double[]> kept = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(0);
    private long rows;

    /** @param width values of a row */
    public BoundsCalibration(Kind kind, int width) {
        this.kind = kind;
        this.width = width;
        this.min = new double[width];
        this.max = new double[width];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /**
     * Takes a row in; the array stays the caller's.
     *
     * @throws TokenizerException where a value is not finite; nothing of the row is taken then
     */
    public void add(double[] values) {
        for (int i = 0; i < width; i++) {
            if (!Double.isFinite(values[i])) {
                throw new TokenizerException("value " + i + " of row " + rows + " is " + values[i]
                        + "; only finite ones can be calibrated on");
            }
        }
        for (int i = 0; i < width; i++) {
            min[i] = Math.min(min[i], values[i]);
            max[i] = Math.max(max[i], values[i]);
        }
        if (kind == Kind.QUANTILE) {
            keep(values);
        }
        rows++;
    }

    private void keep(double[] values) {
        if (rows < RESERVOIR) {
            kept.add(Arrays.copyOf(values, width));
            return;
        }
        long at = random.nextLong(rows + 1);
        if (at < RESERVOIR) {
            System.arraycopy(values, 0, kept.get((int) at), 0, width);
        }
    }

    /** Rows taken in. */
    public long rows() {
        return rows;
    }

    /** Lower bounds. */
    public List<Double> min() {
        return bounds(LOW, min);
    }

    /** Upper bounds. */
    public List<Double> max() {
        return bounds(HIGH, max);
    }

    private List<Double> bounds(double share, double[] extremes) {
        if (rows == 0) {
            throw new TokenizerException("nothing to calibrate on; at least one chunk is needed");
        }
        double[] result = extremes.clone();
        if (kind == Kind.QUANTILE) {
            double[] column = new double[kept.size()];
            for (int i = 0; i < width; i++) {
                for (int r = 0; r < column.length; r++) {
                    column[r] = kept.get(r)[i];
                }
                result[i] = quantile(column, share);
            }
        }
        return Arrays.stream(result).boxed().toList();
    }

    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        double at = share * (values.length - 1);
        int below = (int) at;
        double above = values[Math.min(below + 1, values.length - 1)];
        return values[below] + (above - values[below]) * (at - below);
    }
}

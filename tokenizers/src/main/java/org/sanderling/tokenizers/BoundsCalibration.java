package org.sanderling.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Finds bounds from a stream of values, one row (of one chunk's control points, say) at a time: the least and greatest, or the 1 % and 99 % quantiles,
 * interpolated linearly between order statistics. Quantiles are exact up to {@value #RESERVOIR} rows; beyond, they are those of a uniform sample of as
 * many, drawn with a fixed seed, so that memory is bounded.
 *
 * <p>With a reach it refuses outliers: a value does not widen its bounds where it lies further than {@code reach} times the width between the 1 % and 99 %
 * quantiles (rounded inwards) beyond one of them. That needs {@value #WARM_UP} rows; earlier ones are judged again then. One thread.
 *
 * <p>Source: BEAST, arXiv 2506.06072 (1 %/99 % quantiles of the control points).
 */
public final class BoundsCalibration {
    /** Rows that quantiles are taken from. */
    public static final int RESERVOIR = 16_384;

    /** Rows before outliers are refused. */
    public static final int WARM_UP = 100;

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
    private final double reach;
    private final double[] min;
    private final double[] max;
    private final double[] lowFence;
    private final double[] highFence;
    private final long[] refused;
    private final List<double[]> kept = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(0);
    private long rows;
    private long fencesDue = WARM_UP;

    /** Refuses nothing. @param width values of a row */
    public BoundsCalibration(Kind kind, int width) {
        this(kind, width, Double.POSITIVE_INFINITY);
    }

    /**
     * @param width values of a row
     * @param reach how far beyond the quantiles a value may widen the bounds, in their distance; infinite to refuse nothing
     */
    public BoundsCalibration(Kind kind, int width, double reach) {
        if (!(reach > 0)) {
            throw new TokenizerException("reach " + reach + " is not a number above 0");
        }
        this.kind = kind;
        this.width = width;
        this.reach = reach;
        this.min = new double[width];
        this.max = new double[width];
        this.lowFence = new double[width];
        this.highFence = new double[width];
        this.refused = new long[width];
        forget();
    }

    private void forget() {
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        Arrays.fill(refused, 0);
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
        if (kind == Kind.QUANTILE || refuses()) {
            keep(values);
        }
        rows++;
        if (refuses() && rows == fencesDue) {
            fence();
        } else {
            widen(values);
        }
    }

    private boolean refuses() {
        return reach < Double.POSITIVE_INFINITY;
    }

    private void widen(double[] values) {
        boolean fenced = refuses() && rows >= WARM_UP;
        for (int i = 0; i < width; i++) {
            if (fenced && (values[i] < lowFence[i] || values[i] > highFence[i])) {
                refused[i]++;
                continue;
            }
            min[i] = Math.min(min[i], values[i]);
            max[i] = Math.max(max[i], values[i]);
        }
    }

    /** Draws the fences anew; while all rows are kept, each is judged again. */
    private void fence() {
        double[] column = new double[kept.size()];
        for (int i = 0; i < width; i++) {
            sorted(column, i);
            double low = column[(int) Math.ceil(LOW * (column.length - 1))];
            double high = column[(int) Math.floor(HIGH * (column.length - 1))];
            // A value that hardly ever changes has no width of its own: all that came so far is its range.
            double span = high > low ? high - low : column[column.length - 1] - column[0];
            lowFence[i] = low - reach * span;
            highFence[i] = high + reach * span;
        }
        if (rows <= RESERVOIR) {
            forget();
            kept.forEach(this::widen);
        }
        fencesDue = rows + rows / 4;
    }

    private void sorted(double[] column, int i) {
        for (int r = 0; r < column.length; r++) {
            column[r] = kept.get(r)[i];
        }
        Arrays.sort(column);
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

    /** How many values of each column were refused as outliers so far. */
    public long[] refused() {
        return refused.clone();
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
                sorted(column, i);
                result[i] = quantile(column, share);
            }
        }
        return Arrays.stream(result).boxed().toList();
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double above = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (above - sorted[below]) * (at - below);
    }
}

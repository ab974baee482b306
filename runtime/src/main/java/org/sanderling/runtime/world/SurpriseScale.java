package org.sanderling.runtime.world;

import java.util.Arrays;
import java.util.List;
import org.sanderling.config.ModelManifest;

/**
 * Surprises on the scale of a calibration set: a feature's distance above its median there, in units of its upper spread (95 % quantile −
 * median); the score is the largest of them, and its percentile is that of the calibration set's scores.
 *
 * <p>Any thread; {@link #score}, {@link #percentile} and {@link #trust} allocate nothing.
 */
public final class SurpriseScale {
    /** Quantiles of the scores that a calibration keeps: 0, 1 … 100 %. */
    private static final int QUANTILES = 101;

    private final double[] medians;
    private final double[] spreads;
    private final double[] scores;
    private final double trustPercentile;
    private final double alarmScore;

    private SurpriseScale(
            double[] medians, double[] spreads, double[] scores, double trustPercentile, double alarmScore) {
        this.medians = medians;
        this.spreads = spreads;
        this.scores = scores;
        this.trustPercentile = trustPercentile;
        this.alarmScore = alarmScore;
    }

    /** The manifest's. */
    public static SurpriseScale of(ModelManifest.World.Monitor monitor) {
        return new SurpriseScale(
                doubles(monitor.medians()),
                doubles(monitor.spreads()),
                doubles(monitor.scores()),
                monitor.trustPercentile(),
                monitor.alarmScore());
    }

    /**
     * From surprises on good frames. Trust falls from their 99 % quantile on; there is none at twice their largest score.
     *
     * @param good features of each frame
     * @throws IllegalArgumentException of fewer than two frames
     */
    public static SurpriseScale calibrated(List<double[]> good) {
        if (good.size() < 2) {
            throw new IllegalArgumentException("a calibration on " + good.size() + " frames; it takes two or more");
        }
        double[] medians = new double[FrameSurprise.FEATURES];
        double[] spreads = new double[FrameSurprise.FEATURES];
        for (int f = 0; f < FrameSurprise.FEATURES; f++) {
            int feature = f;
            double[] values =
                    good.stream().mapToDouble(x -> x[feature]).sorted().toArray();
            medians[f] = quantile(values, 0.5);
            spreads[f] = Math.max(1e-3, quantile(values, 0.95) - medians[f]);
        }
        SurpriseScale raw = new SurpriseScale(medians, spreads, new double[] {0, 1}, 99, 1);
        double[] sorted = good.stream().mapToDouble(raw::score).sorted().toArray();
        double[] scores = new double[QUANTILES];
        for (int q = 0; q < QUANTILES; q++) {
            scores[q] = quantile(sorted, q / (QUANTILES - 1.0));
        }
        return new SurpriseScale(medians, spreads, scores, 99, 2 * scores[QUANTILES - 1]);
    }

    /** The block that a manifest holds of it. */
    public ModelManifest.World.Monitor block() {
        return new ModelManifest.World.Monitor(list(medians), list(spreads), list(scores), trustPercentile, alarmScore);
    }

    /** The largest feature, in units of its spread; NaN features count as infinite surprise. */
    public double score(double[] features) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < medians.length; f++) {
            double z = (features[f] - medians[f]) / spreads[f];
            largest = Double.isNaN(z) ? Double.POSITIVE_INFINITY : Math.max(largest, z);
        }
        return largest;
    }

    /** Percentile of a score among the calibration set's, 0 … 100. */
    public double percentile(double score) {
        int at = 0;
        while (at < scores.length && scores[at] < score) {
            at++;
        }
        if (at == 0) {
            return 0;
        }
        if (at == scores.length) {
            return 100;
        }
        double step = 100.0 / (scores.length - 1);
        double part = (score - scores[at - 1]) / (scores[at] - scores[at - 1]);
        return (at - 1 + part) * step;
    }

    /** Trust in the picture: 1 up to the trust percentile's score, then falling evenly to 0 at the alarm score. */
    public double trust(double score) {
        double from = scores[(int) Math.round(trustPercentile / 100 * (scores.length - 1))];
        if (score <= from) {
            return 1;
        }
        return score >= alarmScore ? 0 : (alarmScore - score) / (alarmScore - from);
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

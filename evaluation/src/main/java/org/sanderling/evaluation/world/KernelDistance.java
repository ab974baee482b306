package org.sanderling.evaluation.world;

import java.util.List;

/**
 * Squared maximum mean discrepancy between two sets of feature vectors, with the cubic kernel of the kernel inception distance,
 * k(x, y) = (x · y / d + 1)³ (Bińkowski et al. 2018), unbiased; features are scaled by the first set's standard deviations. Around 0 for
 * sets of one distribution, where it may be a little negative.
 */
public final class KernelDistance {
    private KernelDistance() {}

    /**
     * Between real features and others.
     *
     * @return NaN where a set has fewer than two
     */
    public static double between(List<double[]> real, List<double[]> other) {
        if (real.size() < 2 || other.size() < 2) {
            return Double.NaN;
        }
        int d = real.getFirst().length;
        double[] mean = new double[d];
        double[] scale = new double[d];
        for (double[] x : real) {
            for (int i = 0; i < d; i++) {
                mean[i] += x[i] / real.size();
            }
        }
        for (double[] x : real) {
            for (int i = 0; i < d; i++) {
                scale[i] += (x[i] - mean[i]) * (x[i] - mean[i]) / real.size();
            }
        }
        for (int i = 0; i < d; i++) {
            scale[i] = scale[i] > 0 ? 1 / Math.sqrt(scale[i]) : 1;
        }
        List<double[]> a = scaled(real, mean, scale);
        List<double[]> b = scaled(other, mean, scale);
        return within(a) + within(b) - 2 * across(a, b);
    }

    private static List<double[]> scaled(List<double[]> set, double[] mean, double[] scale) {
        return set.stream()
                .map(x -> {
                    double[] y = new double[x.length];
                    for (int i = 0; i < x.length; i++) {
                        y[i] = (x[i] - mean[i]) * scale[i];
                    }
                    return y;
                })
                .toList();
    }

    private static double within(List<double[]> set) {
        double sum = 0;
        for (int i = 0; i < set.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * kernel(set.get(i), set.get(j));
            }
        }
        return sum / ((double) set.size() * (set.size() - 1));
    }

    private static double across(List<double[]> a, List<double[]> b) {
        double sum = 0;
        for (double[] x : a) {
            for (double[] y : b) {
                sum += kernel(x, y);
            }
        }
        return sum / ((double) a.size() * b.size());
    }

    private static double kernel(double[] x, double[] y) {
        double dot = 0;
        for (int i = 0; i < x.length; i++) {
            dot += x[i] * y[i];
        }
        double base = dot / x.length + 1;
        return base * base * base;
    }
}

package org.sanderling.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure, measured several times.
 *
 * @param name what was measured, as in {@code tick.overhead.p50}
 * @param ours our figure: the median of the runs, or the figure over all runs together
 * @param peer the peer's figure, measured beside ours in the same run; null where there is no honest peer
 * @param peerName who the peer is; null where there is none
 * @param unit of all figures
 * @param runs how often ours was measured
 * @param min smallest of ours
 * @param median middle one of ours
 * @param max largest of ours
 */
public record Measurement(
        String name,
        double ours,
        @Nullable Double peer,
        @Nullable String peerName,
        String unit,
        int runs,
        double min,
        double median,
        double max) {

    /** Ours alone: the median of the runs. */
    public static Measurement of(String name, String unit, double... runs) {
        return pooled(name, unit, runs.length == 0 ? Double.NaN : median(runs), runs);
    }

    /**
     * Ours alone, where a figure over all runs together says more than the median of theirs: a high quantile.
     *
     * @param pooled the figure over all runs
     * @param runs the figure of each
     */
    public static Measurement pooled(String name, String unit, double pooled, double... runs) {
        if (runs.length == 0) {
            throw new BenchmarkException(name + ": nothing was measured");
        }
        double min = Arrays.stream(runs).min().orElseThrow();
        double max = Arrays.stream(runs).max().orElseThrow();
        return new Measurement(name, pooled, null, null, unit, runs.length, min, median(runs), max);
    }

    /** The same beside a peer: the median of its runs. */
    public Measurement beside(String who, double... peerRuns) {
        return new Measurement(name, ours, median(peerRuns), who, unit, runs, min, median, max);
    }

    /** Ours divided by the peer's; null where there is no peer, or its figure is 0. */
    public @Nullable Double ratio() {
        return peer == null || peer == 0 ? null : (Double) (ours / peer);
    }

    /** The keys of {@code results[]} in docs/cli.md. */
    public Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("name", name);
        o.put("ours", ours);
        o.put("peer", peer);
        o.put("peerName", peerName);
        o.put("ratio", ratio());
        o.put("unit", unit);
        o.put("runs", runs);
        o.put("min", min);
        o.put("median", median);
        o.put("max", max);
        return o;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

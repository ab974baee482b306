package org.sanderling.evaluation.openloop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steering error of one predictor minus that of another, paired by window; below 0 the first is better.
 *
 * @param mean over windows
 * @param low lower end of its 95 % interval
 * @param high its upper end
 */
public record Difference(double mean, double low, double high) {
    static Difference of(List<float[]> first, List<float[]> second, List<Window> windows) {
        double[] values = OpenLoopError.steeringByWindow(first, windows);
        double[] other = OpenLoopError.steeringByWindow(second, windows);
        for (int i = 0; i < values.length; i++) {
            values[i] -= other[i];
        }
        double[] interval = BlockBootstrap.interval(values);
        return new Difference(Quantiles.mean(values), interval[0], interval[1]);
    }

    Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("mean", mean);
        o.put("interval", List.of(low, high));
        return o;
    }
}

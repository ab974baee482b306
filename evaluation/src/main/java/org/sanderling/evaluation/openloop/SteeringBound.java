package org.sanderling.evaluation.openloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.evaluation.conformal.SplitConformal;

/**
 * A bound on a plan's largest steering error over its horizon, calibrated on the drive's first half of windows and measured on
 * the second, a horizon apart so that the two share no sample. A drive is a handful of independent seconds, and the halves are
 * different road: the coverage's interval says how little such a measurement settles.
 *
 * @param bound what was calibrated; unit of the steering
 * @param measured share of the second half within it
 * @param low lower end of its 95 % interval, by blocks of one second
 * @param high its upper end
 * @param windows of the second half
 */
public record SteeringBound(SplitConformal bound, double measured, double low, double high, int windows) {
    static final double COVERAGE = 0.9;

    /** Null where the drive is too short to leave windows for both. */
    static @Nullable SteeringBound of(List<float[]> planned, List<Window> windows) {
        if (windows.size() < 2) {
            return null;
        }
        List<Double> calibration = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        int samples = windows.getFirst().target().length / Window.DOFS;
        int half = windows.size() / 2;
        for (int w = 0; w < windows.size(); w++) {
            double error = largest(planned.get(w), windows.get(w).target());
            if (w < half) {
                calibration.add(error);
            } else if (windows.get(w).row() >= windows.get(half - 1).row() + samples) {
                others.add(error);
            }
        }
        if (calibration.isEmpty() || others.isEmpty()) {
            return null;
        }
        SplitConformal bound = SplitConformal.of(
                calibration.stream().mapToDouble(Double::doubleValue).toArray(), COVERAGE);
        double[] within =
                others.stream().mapToDouble(e -> e <= bound.bound() ? 1 : 0).toArray();
        double[] interval = BlockBootstrap.interval(within);
        return new SteeringBound(bound, Quantiles.mean(within), interval[0], interval[1], within.length);
    }

    private static double largest(float[] plan, float[] target) {
        double most = 0;
        for (int i = 0; i < target.length; i += Window.DOFS) {
            most = Math.max(most, Math.abs(plan[i] - target[i]));
        }
        return most;
    }

    /** By the keys of the command line's JSON. */
    Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("coverage", bound.coverage());
        o.put("boundSteering", Double.isInfinite(bound.bound()) ? null : bound.bound());
        o.put("calibrationWindows", bound.calibrated());
        o.put("measuredCoverage", measured);
        o.put("measuredInterval", List.of(low, high));
        o.put("measuredWindows", windows);
        return o;
    }
}

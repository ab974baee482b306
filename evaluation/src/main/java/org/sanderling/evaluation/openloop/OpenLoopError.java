package org.sanderling.evaluation.openloop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far trajectories are from what was driven, over all windows and samples.
 *
 * @param steeringMae mean absolute error of the steering
 * @param throttleMae mean absolute error of the throttle
 * @param steeringRmse root of the mean squared error of the steering
 * @param low lower end of the steering error's 95 % interval
 * @param high its upper end
 */
public record OpenLoopError(double steeringMae, double throttleMae, double steeringRmse, double low, double high) {
    static OpenLoopError of(List<float[]> predicted, List<Window> windows) {
        double throttle = 0;
        double square = 0;
        long samples = 0;
        for (int w = 0; w < windows.size(); w++) {
            float[] target = windows.get(w).target();
            for (int i = 0; i < target.length; i += Window.DOFS) {
                double off = predicted.get(w)[i] - target[i];
                square += off * off;
                throttle += Math.abs(predicted.get(w)[i + 1] - target[i + 1]);
                samples++;
            }
        }
        double[] steering = steeringByWindow(predicted, windows);
        double[] interval = BlockBootstrap.interval(steering);
        return new OpenLoopError(
                Quantiles.mean(steering), throttle / samples, Math.sqrt(square / samples), interval[0], interval[1]);
    }

    /** Each window's mean absolute steering error. */
    static double[] steeringByWindow(List<float[]> predicted, List<Window> windows) {
        double[] errors = new double[windows.size()];
        for (int w = 0; w < errors.length; w++) {
            float[] target = windows.get(w).target();
            double sum = 0;
            for (int i = 0; i < target.length; i += Window.DOFS) {
                sum += Math.abs(predicted.get(w)[i] - target[i]);
            }
            errors[w] = sum / (target.length / Window.DOFS);
        }
        return errors;
    }

    /** By the keys of the command line's JSON. */
    Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("steeringMae", steeringMae);
        o.put("throttleMae", throttleMae);
        o.put("steeringRmse", steeringRmse);
        o.put("steeringMaeInterval", List.of(low, high));
        return o;
    }
}

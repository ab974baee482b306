package org.sanderling.evaluation.openloop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.sanderling.planners.PlanTemplate;

/**
 * How often the decided classes are those of what was driven, beside the share of the commonest class.
 *
 * @param lateralAccuracy share of windows, in [0, 1]
 * @param longitudinalAccuracy share of windows
 * @param lateralMajority share of the commonest lateral class
 * @param longitudinalMajority share of the commonest longitudinal class
 */
public record DecisionAccuracy(
        double lateralAccuracy, double longitudinalAccuracy, double lateralMajority, double longitudinalMajority) {
    static DecisionAccuracy of(List<PlanTrial> trials, List<Window> windows, PlanTemplate template) {
        return new DecisionAccuracy(
                accuracy(trials, windows, template, "lateral", DrivingLabel::lateral),
                accuracy(trials, windows, template, "longitudinal", DrivingLabel::longitudinal),
                majority(windows, DrivingLabel::lateral),
                majority(windows, DrivingLabel::longitudinal));
    }

    private static double accuracy(
            List<PlanTrial> trials,
            List<Window> windows,
            PlanTemplate template,
            String decision,
            ToIntFunction<float[]> label) {
        int slot = template.indexOf(decision);
        int first = template.slots().get(slot).first();
        int right = 0;
        for (int w = 0; w < windows.size(); w++) {
            boolean same = trials.get(w).tokens()[slot] - first
                    == label.applyAsInt(windows.get(w).target());
            right += same ? 1 : 0;
        }
        return (double) right / windows.size();
    }

    static double majority(List<Window> windows, ToIntFunction<float[]> label) {
        int[] count = new int[DrivingLabel.CLASSES];
        int most = 0;
        for (Window window : windows) {
            most = Math.max(most, ++count[label.applyAsInt(window.target())]);
        }
        return (double) most / windows.size();
    }

    Map<String, Object> figures() {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("lateralAccuracy", lateralAccuracy);
        o.put("longitudinalAccuracy", longitudinalAccuracy);
        o.put("lateralMajority", lateralMajority);
        o.put("longitudinalMajority", longitudinalMajority);
        return o;
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.tokenizers.BeastTokenizer;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * How far one bin of each ordinal slot moves the trajectory: the spline's linear map from control points to samples, times
 * the width of a bin.
 *
 * @param dofOf degree of freedom that a slot belongs to, −1 for a categorical slot; [slots]
 * @param effect |units per bin| of the slot's own degree of freedom at each sample; [slots][samples]
 * @param samples of the trajectory
 * @param dofs degrees of freedom
 */
public record TrajectoryMap(int[] dofOf, float[][] effect, int samples, int dofs) {
    /** The map of a BEAST tokenizer whose tokens stand in the template's ordinal slots. */
    public static TrajectoryMap of(PlanTemplate template, BeastTokenizer tokenizer) {
        TokenizerSpec spec = tokenizer.spec();
        int dofs = tokenizer.dofs();
        int points = tokenizer.tokenCount() / dofs;
        List<Double> min = spec.boundsMin();
        List<Double> max = spec.boundsMax();
        int[] dofOf = new int[template.size()];
        float[][] effect = new float[template.size()][tokenizer.samples()];
        int token = 0;
        for (int s = 0; s < template.size(); s++) {
            dofOf[s] = -1;
            if (!template.slots().get(s).ordinal()) {
                continue;
            }
            int k = token / dofs;
            int d = token++ % dofs;
            dofOf[s] = d;
            int at = d * points + k;
            float[] unit = new float[dofs * points];
            unit[at] = (float) ((max.get(at) - min.get(at)) / (spec.vocabulary() - 1));
            float[] moved = new float[tokenizer.samples() * dofs];
            tokenizer.reconstruct(unit, moved);
            for (int t = 0; t < tokenizer.samples(); t++) {
                effect[s][t] = Math.abs(moved[t * dofs + d]);
            }
        }
        return new TrajectoryMap(dofOf, effect, tokenizer.samples(), dofs);
    }
}

package org.sanderling.planners.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.decode.Step;

/**
 * How far committing slots now may move the trajectory away from what they might still become: the half-width of its credible
 * interval, in the units of each degree of freedom. A slot's bins scatter about the proposal with a root mean square of σ bins;
 * through the spline's linear map the slots of a set move sample t by √Σ (Φ_t w σ)², which times z and a conformal factor has
 * to stay within the bound at every sample.
 *
 * <p>Planner thread; allocates nothing after construction.
 */
final class TrajectoryBound {
    private final TrajectoryMap map;
    private final float[] limit;
    private final float[] square;

    /**
     * @param scale z times the conformal factor
     * @throws IllegalArgumentException where the bounds are not one a degree of freedom
     */
    TrajectoryBound(TrajectoryMap map, List<Double> bounds, double scale) {
        if (bounds.size() != map.dofs()) {
            throw new IllegalArgumentException(
                    "bounds: " + bounds.size() + " for " + map.dofs() + " degrees of freedom; give one each");
        }
        this.map = map;
        limit = new float[bounds.size()];
        for (int d = 0; d < limit.length; d++) {
            float half = (float) (bounds.get(d) / scale);
            limit[d] = half * half;
        }
        square = new float[map.dofs() * map.samples()];
    }

    /** The bound of these parts, or null where they have no trajectory or no bounds. */
    static @Nullable TrajectoryBound of(RuleParts parts, double scale) {
        TrajectoryMap map = parts.trajectory();
        List<Double> bounds = parts.settings().bounds();
        return map == null || bounds.isEmpty() ? null : new TrajectoryBound(map, bounds, scale);
    }

    /** A step begins: nothing is committed yet. */
    void begin() {
        java.util.Arrays.fill(square, 0f);
    }

    /** Least room, in bins, that a slot's own scatter leaves: what slots are ranked by, most room first. */
    float room(Step step, int slot) {
        int d = map.dofOf()[slot];
        float sigma = step.scores.spread[slot];
        float worst = 0f;
        for (float e : map.effect()[slot]) {
            worst = Math.max(worst, e * e * sigma * sigma / limit[d]);
        }
        return -worst;
    }

    /** Adds a slot to the committed set where the bound still holds with it. */
    boolean add(Step step, int slot) {
        int d = map.dofOf()[slot];
        float sigma = step.scores.spread[slot];
        float[] effect = map.effect()[slot];
        int from = d * map.samples();
        for (int t = 0; t < effect.length; t++) {
            float moved = effect[t] * sigma;
            if (!(square[from + t] + moved * moved <= limit[d])) {
                return false;
            }
        }
        for (int t = 0; t < effect.length; t++) {
            float moved = effect[t] * sigma;
            square[from + t] += moved * moved;
        }
        return true;
    }
}

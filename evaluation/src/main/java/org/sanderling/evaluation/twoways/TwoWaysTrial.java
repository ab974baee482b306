package org.sanderling.evaluation.twoways;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One episode's plan.
 *
 * @param scene the episode
 * @param decided the side that the plan's decision names; null where there is no plan
 * @param tokens the plan's tokens
 * @param path lateral position at the plan's samples, m
 * @param passage what comes of it
 * @param deviationM largest distance over the samples from the expert's drive on the decided side (on the other one, where
 *     the decided side has no room), m; infinite where there is no plan
 * @param forwards spent
 */
public record TwoWaysTrial(
        TwoWaysScene scene,
        @Nullable Side decided,
        List<Integer> tokens,
        double[] path,
        Passage passage,
        double deviationM,
        int forwards) {
    public TwoWaysTrial {
        tokens = List.copyOf(tokens);
    }

    /** Whether the plan is missing, or takes the robot into the obstacle or a kerb. */
    public boolean failed() {
        return decided == null || passage.collides();
    }
}

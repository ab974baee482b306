package org.sanderling.evaluation.twoways;

import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;

/** A way to decode a plan's tokens, as the evaluation sees it. */
@FunctionalInterface
public interface Decode {
    /**
     * Fills the plan's tokens and forwards.
     *
     * @param tick coordinate of random numbers, where it draws any
     * @return whether there is a plan
     */
    boolean decode(Observation observation, long tick, Plan plan);
}

package org.sanderling.planners;

/**
 * Judges a plan before anything may be published. Implemented by the runtime's safety package.
 *
 * <p>Planner thread; deterministic in its arguments; no call allocates.
 */
public interface PlanCheck {
    /** The verdict for a plan that may be published. */
    int OK = 0;

    /**
     * Checks that the plan is finite, within the kinematic limits and continuous with the measured state.
     *
     * @return {@link #OK} or a reason code of the implementation
     */
    int check(Plan plan, Observation observation);
}

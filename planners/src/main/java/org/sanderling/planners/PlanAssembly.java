package org.sanderling.planners;

/** Rebuilds a plan's trajectory from its tokens. Planner thread; deterministic; allocates nothing. */
@FunctionalInterface
public interface PlanAssembly {
    /** Fills control points and samples of a plan whose tokens are all legal. */
    void assemble(Plan plan, Observation observation);
}

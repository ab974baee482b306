package org.sanderling.runtime.loop;

import org.sanderling.planners.Plan;

/** What a planner run hands to the pacer. Preallocated; owned by one thread at a time. */
final class RunResult {
    final Plan plan;

    /** Time spent in forwards, ns. */
    long forwardNs;

    RunResult(Plan plan) {
        this.plan = plan;
    }
}

/** Open-loop evaluation: a planner's trajectories beside what the driver did, and beside naive baselines. */
@org.jspecify.annotations.NullMarked
package org.sanderling.evaluation.openloop;

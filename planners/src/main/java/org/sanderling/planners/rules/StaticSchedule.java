package org.sanderling.planners.rules;

import org.sanderling.planners.decode.Step;

/** LLaDA's number of tokens a step: ⌊masks/steps⌋ of the block, one more in the first steps until the remainder is spent. */
final class StaticSchedule {
    private final int steps;

    /** @param steps of the whole plan, shared out evenly among its blocks; 0 for the most forwards of a plan */
    StaticSchedule(int steps) {
        this.steps = steps;
    }

    int share(Step step) {
        int all = steps == 0 ? step.maxForwards : steps;
        int ofBlock = Math.max(1, all / Math.max(1, step.blocks));
        int more = step.blockRound < step.blockMasks % ofBlock ? 1 : 0;
        return step.blockMasks / ofBlock + more;
    }
}

package org.sanderling.planners.decode;

/**
 * LLaDA's static schedule (arXiv 2502.09992): an equal number of slots each forward, the most confident first. The share
 * itself is what the decoder commits at least, so the rule adds nothing to it.
 */
final class LladaRule implements CommitRule {
    @Override
    public void select(SlotScores scores, int forwardsLeft, boolean[] commit) {
        // The decoder's minimum, ⌈masks / forwards left⌉ by confidence, is the schedule.
    }
}

package org.sanderling.runtime.replay;

import org.sanderling.planners.Budget;

/** Answers as the recording does; where the recording has no answer, the run that was recorded had ended. */
final class RecordedBudget implements Budget {
    private final int[] answers;

    RecordedBudget(int[] answers) {
        this.answers = answers;
    }

    @Override
    public int forwardsLeft(int step) {
        return step < answers.length ? answers[step] : ABANDON;
    }
}

package org.sanderling.planners.decode;

/**
 * Commits every slot whose confidence reaches its kind's threshold (Fast-dLLM's threshold rule, arXiv 2505.22618, with
 * the confidence of an ordinal slot taken over a window in physical units).
 */
final class MassWindowRule implements CommitRule {
    private final float ordinalThreshold;
    private final float categoricalThreshold;

    MassWindowRule(DecoderSettings settings) {
        ordinalThreshold = (float) settings.ordinalThreshold();
        categoricalThreshold = (float) settings.categoricalThreshold();
    }

    @Override
    public void select(SlotScores scores, int forwardsLeft, boolean[] commit) {
        for (int s = 0; s < commit.length; s++) {
            float threshold = scores.ordinal(s) ? ordinalThreshold : categoricalThreshold;
            commit[s] = scores.masked[s] && scores.confidence[s] >= threshold;
        }
    }
}

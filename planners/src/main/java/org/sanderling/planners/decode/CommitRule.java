package org.sanderling.planners.decode;

/**
 * Which masked slots to commit after a forward. The decoder adds what the deadline asks for: at least the most confident
 * slot, at least an equal share of the masks for each forward left, and everything in the last one.
 *
 * <p>Planner thread; deterministic in its arguments; allocates nothing.
 */
public interface CommitRule {
    /**
     * Marks the slots to commit.
     *
     * @param scores proposals and confidences of the masked slots
     * @param forwardsLeft forwards that may still follow, this one included; 1 or more
     * @param commit set to true for each slot to commit; all false on entry
     */
    void select(SlotScores scores, int forwardsLeft, boolean[] commit);

    /** The rule that the settings name. */
    static CommitRule of(DecoderSettings settings) {
        return switch (settings.rule()) {
            case "massWindow" -> new MassWindowRule(settings);
            case "llada" -> new LladaRule();
            default ->
                throw new IllegalArgumentException(
                        "decoder rule '" + settings.rule() + "' is unknown; allowed: massWindow, llada");
        };
    }
}

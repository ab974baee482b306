package org.sanderling.planners.decode;

/**
 * Which slots to commit after a forward, and which committed ones to mask again. Everything else is the decoder's: the
 * forward, the legal vocabulary, the confidences, blocks, caches, and what the deadline asks for ({@link Step#need}).
 *
 * <p>A rule may remember things between the steps of one decoding. Planner thread; deterministic in its arguments;
 * allocates nothing after construction.
 */
public interface CommitRule {
    /** What it reads beside proposals and confidences: a sum of {@link SlotScores#GAP}, {@code ENTROPY}, … */
    default int needs() {
        return 0;
    }

    /** Rows that it wants drafted ahead and verified in one forward; 1 for none. */
    default int draftRows() {
        return 1;
    }

    /** Whether it wants the plan of each forward's proposals rebuilt and checked: {@link Step#shadowUnchanged}. */
    default boolean shadowed() {
        return false;
    }

    /** A decoding begins: forget the last one. */
    default void begin() {}

    /** Marks {@link Step#commit} and {@link Step#remask}. */
    void select(Step step);
}

package org.sanderling.runtime.decision;

/** The ladder, best first: what a decision rests on. */
public enum Rung {
    /** A plan made from this tick's observation, checked. */
    FRESH,
    /** The last plan, shifted by the ticks since then, checked. */
    TAIL,
    /** A bounded stop spline from the last command. */
    STOP,
    /** No motion command; the reason and a request for a minimal-risk condition are still published. */
    SILENT;

    private static final Rung[] ALL = values();

    /** The rung with this ordinal; allocates nothing. */
    public static Rung of(int ordinal) {
        return ALL[ordinal];
    }
}

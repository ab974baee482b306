package org.sanderling.planners;

/** A forward that gave no result. Stackless, so that one prepared instance may be thrown from the planner thread. */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelFailure(String message) {
        super(message, null, false, false);
    }
}

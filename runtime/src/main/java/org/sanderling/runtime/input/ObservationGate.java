package org.sanderling.runtime.input;

import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.decision.Reason;

/** Says whether a plan may be made from the newest observation. A function of its arguments alone; allocates nothing. */
public final class ObservationGate {
    private ObservationGate() {}

    /**
     * Judges the newest observation.
     *
     * @param newest the newest one, or null before the first
     * @param usedSequence image sequence that the last plan was made from
     * @param nowNs start of the tick, wall-clock ns
     * @param staleNs age beyond which an image is stale
     */
    public static Reason judge(@Nullable Observation newest, long usedSequence, long nowNs, long staleNs) {
        if (newest == null) {
            return Reason.INPUT_MISSING;
        }
        if (newest.imageSequence <= usedSequence) {
            return Reason.INPUT_STALE;
        }
        if (newest.fault != 0) {
            return Reason.of(newest.fault);
        }
        if (newest.stampNs > nowNs + ObservationBuilder.AHEAD_NS) {
            return Reason.INPUT_OUT_OF_ORDER;
        }
        return nowNs - newest.stampNs > staleNs ? Reason.INPUT_STALE : Reason.NONE;
    }
}

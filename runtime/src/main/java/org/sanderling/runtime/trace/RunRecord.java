package org.sanderling.runtime.trace;

import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.runtime.input.ObservationShape;

/** One planner run as it goes to the recorder, preallocated. Written by the planner thread. */
public final class RunRecord {
    public final long[] imageSequences;
    public final long[] imageHashes;
    public final float[] history;
    public final float[] historyMask;
    public final float[] measured;
    public final Plan plan;
    public final StepTrace trace;

    /** Tick that began the run. */
    public long tick;

    public long stampNs;
    public long historySequence;

    /** Predicted time of publication after the stamp, ns. */
    public long publishOffsetNs;

    /** When the run ended, wall-clock ns. */
    public long endNs;

    public long planHash;

    public RunRecord(ObservationShape shape, Plan plan, StepTrace trace) {
        imageSequences = new long[shape.imageOffsets().size()];
        imageHashes = new long[shape.imageOffsets().size()];
        history = new float[shape.steps() * shape.dofs()];
        historyMask = new float[shape.steps()];
        measured = new float[shape.dofs()];
        this.plan = plan;
        this.trace = trace;
    }

    /** Takes over what the run was made from. */
    public void observe(Observation o) {
        System.arraycopy(o.imageSequences, 0, imageSequences, 0, imageSequences.length);
        System.arraycopy(o.imageHashes, 0, imageHashes, 0, imageHashes.length);
        System.arraycopy(o.history, 0, history, 0, history.length);
        System.arraycopy(o.historyMask, 0, historyMask, 0, historyMask.length);
        System.arraycopy(o.measured, 0, measured, 0, measured.length);
        stampNs = o.stampNs;
        historySequence = o.historySequence;
    }
}

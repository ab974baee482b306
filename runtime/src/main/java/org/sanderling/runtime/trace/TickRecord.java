package org.sanderling.runtime.trace;

import org.sanderling.runtime.decision.Decision;

/** One tick as it goes to the recorder: its decision, and every choice that depended on time. Preallocated. */
public final class TickRecord {
    public final Decision decision;
    public long tickStartMonoNs;
    public long handedMonoNs;

    /** Sequence of the newest image seen at the start of the tick; −1 where there was none. */
    public long imageSequence;

    public long imageStampNs;
    public long historySequence;

    /** Ordinal of the reason that the gate gave. */
    public int observation;

    /** Tick of the run that was started, −1 where none was. */
    public long runStarted;

    /** Tick of the run that was taken, −1 where none was. */
    public long runTaken;

    /** Time spent in the taken run's forwards, ns; 0 where none was taken. */
    public long forwardNs;

    public boolean shutdown;
    public long decisionHash;
    public long chainHash;

    public TickRecord(Decision decision) {
        this.decision = decision;
    }
}

package org.sanderling.runtime.trace;

/** One setpoint of the control loop, on its way to the recorder. Preallocated. */
public final class SetpointRecord {
    public final float[] values;

    /** Tick of the decision that it follows. */
    public long tick;

    /** When it was given, wall-clock ns. */
    public long timeNs;

    public SetpointRecord(int dofs) {
        values = new float[dofs];
    }
}

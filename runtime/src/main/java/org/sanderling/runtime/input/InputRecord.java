package org.sanderling.runtime.input;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One input as it arrived, on its way to the recorder. Preallocated; written by the input thread. */
public final class InputRecord {
    /** Kinds of input. */
    public enum Kind {
        IMAGE,
        ACTION,
        RESET
    }

    /** Largest compressed image that is taken; a larger one is counted as corrupt. */
    public static final int MAX_IMAGE_BYTES = 1 << 18;

    public final MemorySegment bytes = Arena.global().allocate(MAX_IMAGE_BYTES);
    public final float[] action;
    public Kind kind = Kind.RESET;
    public long sequence;
    public long stampNs;
    public long arrivalNs;
    public long length;

    public InputRecord(int dofs) {
        action = new float[dofs];
    }
}

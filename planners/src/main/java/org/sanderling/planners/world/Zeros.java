package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native zeros: the base of a source that is noise alone. */
final class Zeros {
    private Zeros() {}

    static MemorySegment of(int length) {
        return Arena.ofAuto().allocate(JAVA_FLOAT, length).asReadOnly();
    }
}

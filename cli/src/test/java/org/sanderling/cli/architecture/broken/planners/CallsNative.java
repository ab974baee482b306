package org.sanderling.cli.architecture.broken.planners;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/** Native calls where only memory segments may be. */
record CallsNative(MemorySegment segment) {
    Linker linker() {
        return Linker.nativeLinker();
    }

    MemorySegment restricted() {
        return segment.reinterpret(8);
    }
}

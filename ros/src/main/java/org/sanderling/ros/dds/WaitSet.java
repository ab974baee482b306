package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One thread waits here for messages on many readers; any thread may {@link #wake} it. */
public final class WaitSet {
    private final Dds dds;
    private final int entity;
    private final int guard;
    // Freed when nobody holds the set any more: a waiting thread may still be inside the call when it is given up.
    private final MemorySegment memory = Arena.ofAuto().allocate(8, 8);

    public WaitSet(Participant participant) {
        dds = participant.dds();
        entity = Dds.check(dds.createWaitset(participant.entity()), "a wait set");
        guard = Dds.check(dds.createGuardCondition(participant.entity()), "a guard condition");
        attach(guard);
    }

    /** A condition leaves by itself with its reader. */
    public void attach(int condition) {
        Dds.check(dds.waitsetAttach(entity, condition, 0L), "attaching to a wait set");
    }

    /** Returns when there is something, after {@link #wake}, when the participant is closed, or after the time. */
    public void await(long timeoutNs) {
        dds.waitsetWait(entity, 0L, 0L, timeoutNs);
        dds.takeGuardCondition(guard, memory.address());
    }

    public void wake() {
        dds.setGuardCondition(guard, true);
    }

    public void close() {
        dds.delete(entity);
        dds.delete(guard);
    }
}

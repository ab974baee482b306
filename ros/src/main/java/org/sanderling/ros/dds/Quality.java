package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/**
 * What a writer or reader offers or asks for, in DDS's numbers. Data is XCDR1 always, as ROS 2 speaks; disposing with the
 * writer is off, as rmw has it.
 *
 * @param depth samples kept; {@link #KEEP_ALL} for all, which a reader bounds by {@code mostSamples} all the same: a
 *     reliable writer then waits
 * @param deadlineNs and the other times: {@link Dds#FOREVER_NS} for none
 */
public record Quality(
        boolean reliable,
        boolean transientLocal,
        int depth,
        int mostSamples,
        long maxBlockingNs,
        long deadlineNs,
        long lifespanNs,
        boolean manualLiveliness,
        long leaseNs) {
    public static final int KEEP_ALL = 0;

    private static final int UNLIMITED = -1;

    /** A {@code dds_qos_t}; whoever asks deletes it. */
    long toNative(Dds dds, String userData, boolean writer) {
        long qos = dds.createQos();
        int kind = depth == KEEP_ALL ? 1 : 0;
        int kept = depth == KEEP_ALL ? 1 : depth;
        dds.reliability(qos, reliable ? 1 : 0, maxBlockingNs);
        dds.durability(qos, transientLocal ? 1 : 0);
        dds.history(qos, kind, kept);
        if (kind == 1) {
            dds.resourceLimits(qos, mostSamples, UNLIMITED, UNLIMITED);
        }
        if (transientLocal && writer) {
            dds.durabilityService(qos, 0L, kind, kept, kind == 1 ? mostSamples : UNLIMITED, UNLIMITED, UNLIMITED);
        }
        dds.deadline(qos, deadlineNs);
        if (writer) {
            dds.lifespan(qos, lifespanNs);
            dds.autodispose(qos, false);
        }
        dds.liveliness(qos, manualLiveliness ? 2 : 0, leaseNs);
        try (Arena arena = Arena.ofConfined()) {
            dds.representation(
                    qos,
                    1,
                    arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) 0).address());
            if (!userData.isEmpty()) {
                Participant.setUserData(dds, qos, userData, arena);
            }
        }
        return qos;
    }
}

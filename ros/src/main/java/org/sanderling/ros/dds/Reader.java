package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A DDS reader of serialised messages. Any thread, one at a time inside; {@link #take} allocates only when the buffer
 * grows.
 */
public final class Reader implements AutoCloseable {
    /** Of all memory: the library's addresses are read through it. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final int INFO_VALID = 12;
    private static final int INFO_SOURCE_STAMP = 16;

    private final Dds dds;
    private final int entity;
    private final int condition;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment taken = arena.allocate(8, 8);
    private final MemorySegment info = arena.allocate(96, 8);
    private final MemorySegment vector = arena.allocate(16, 8);
    private byte[] bytes = new byte[1024];
    private int size;
    private long sourceStampNs;
    private boolean closed;

    /** @param topicEntity of {@link Participant#topic} */
    public Reader(Participant participant, int topicEntity, String topic, Quality quality, String userData) {
        this.dds = participant.dds();
        long qos = quality.toNative(dds, userData, false);
        try {
            entity = Dds.check(
                    dds.createReader(participant.entity(), topicEntity, qos, 0L), "a subscription on " + topic);
        } finally {
            dds.deleteQos(qos);
        }
        condition = Dds.check(dds.createReadCondition(entity, Dds.ANY_STATE), "a condition on " + topic);
    }

    public byte[] gid() {
        return Participant.gid(dds, entity);
    }

    /** For a wait set: true while there is a message. */
    public int condition() {
        return condition;
    }

    /**
     * Takes the next message: its first {@link #size()} bytes of {@link #bytes()} until the next call; what is written in
     * it was checked against the topic's type by the library.
     *
     * @return whether there was one
     */
    public synchronized boolean take() {
        while (!closed && dds.takeCdr(entity, taken.address(), 1, info.address(), Dds.ANY_STATE) > 0) {
            long serdata = taken.get(ValueLayout.JAVA_LONG, 0);
            try {
                if (info.get(ValueLayout.JAVA_BYTE, INFO_VALID) != 0) {
                    sourceStampNs = info.get(ValueLayout.JAVA_LONG, INFO_SOURCE_STAMP);
                    copy(serdata);
                    return true;
                }
            } finally {
                dds.releaseSerdata(serdata);
            }
        }
        return false;
    }

    private void copy(long serdata) {
        size = dds.serdataSize(serdata);
        if (bytes.length < size) {
            bytes = new byte[Math.max(2 * bytes.length, size)];
        }
        long held = dds.serdataBytes(serdata, 0L, size, vector.address());
        long from = vector.get(ValueLayout.JAVA_LONG, 0);
        MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, from, bytes, 0, size);
        dds.releaseBytes(held, vector.address());
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** When its writer wrote it, by the writer's wall clock. */
    public long sourceStampNs() {
        return sourceStampNs;
    }

    public synchronized int matched() {
        return closed ? 0 : count(dds.subscriptionMatched(entity, info.address()), 8);
    }

    /** Messages that never came, or came when there was no room. */
    public synchronized long lost() {
        return closed
                ? 0
                : count(dds.sampleLost(entity, info.address()), 0)
                        + (long) count(dds.sampleRejected(entity, info.address()), 0);
    }

    /** Writers seen so far whose quality of service does not fit. */
    public synchronized int incompatible() {
        return closed ? 0 : count(dds.requestedIncompatible(entity, info.address()), 0);
    }

    private int count(int result, int offset) {
        return result < 0 ? 0 : info.get(ValueLayout.JAVA_INT, offset);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            dds.delete(entity);
            arena.close();
        }
    }
}

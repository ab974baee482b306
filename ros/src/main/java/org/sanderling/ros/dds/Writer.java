package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A DDS writer of serialised messages. Any thread, one at a time inside; allocates only when its buffer grows. */
public final class Writer implements AutoCloseable {
    private static final int HEADER_BYTES = 4;

    private final Dds dds;
    private final String topic;
    private final int entity;
    private final long sertype;
    private Arena arena = Arena.ofShared();
    private final Arena fixed = Arena.ofShared();
    private final MemorySegment status = fixed.allocate(64, 8);
    private final MemorySegment vector = fixed.allocate(16, 8);
    private MemorySegment buffer = arena.allocate(1024, 8);
    private boolean closed;

    /** @param topicEntity of {@link Participant#topic} */
    public Writer(Participant participant, int topicEntity, String topic, Quality quality, String userData) {
        this.dds = participant.dds();
        this.topic = topic;
        long qos = quality.toNative(dds, userData, true);
        try {
            entity = Dds.check(dds.createWriter(participant.entity(), topicEntity, qos, 0L), "a publisher on " + topic);
        } finally {
            dds.deleteQos(qos);
        }
        Dds.check(dds.getEntitySertype(entity, status.address()), "the type of " + topic);
        sertype = status.get(ValueLayout.JAVA_LONG, 0);
    }

    public byte[] gid() {
        return Participant.gid(dds, entity);
    }

    /**
     * Writes a message.
     *
     * @param cdr XCDR1 with its encapsulation header, from its byte 0
     * @throws RosException when it is not of the topic's type, when readers do not keep up, or after {@link #close}
     */
    public synchronized void write(byte[] cdr, int size) {
        MemorySegment to = room(size);
        MemorySegment.copy(cdr, 0, to, ValueLayout.JAVA_BYTE, 0, size);
        send(size);
    }

    /** The same from memory that Java did not allocate, or did. */
    public synchronized void write(MemorySegment cdr, int size) {
        MemorySegment to = room(size);
        MemorySegment.copy(cdr, 0, to, 0, size);
        send(size);
    }

    private MemorySegment room(int size) {
        if (closed) {
            throw new RosException("the publisher on " + topic + " is closed");
        }
        if (size < HEADER_BYTES) {
            throw new RosException("a message of " + size + " bytes on " + topic + " has no header");
        }
        if (buffer.byteSize() < size + 3L) {
            arena.close();
            arena = Arena.ofShared();
            buffer = arena.allocate(Math.max(2 * buffer.byteSize(), size + 3L), 8);
        }
        return buffer;
    }

    private void send(int size) {
        int padding = -size & 3;
        for (int i = 0; i < padding; i++) {
            buffer.set(ValueLayout.JAVA_BYTE, (long) size + i, (byte) 0);
        }
        buffer.set(ValueLayout.JAVA_BYTE, 3, (byte) (buffer.get(ValueLayout.JAVA_BYTE, 3) & ~3 | padding));
        vector.set(ValueLayout.JAVA_LONG, 0, buffer.address());
        vector.set(ValueLayout.JAVA_LONG, 8, (long) size + padding);
        long serdata = dds.serdataFromBytes(sertype, Dds.DATA, 1L, vector.address(), (long) size + padding);
        if (serdata == 0) {
            throw new RosException("the bytes are no message of " + topic + "'s type");
        }
        // The call takes the reference over, whatever it answers.
        int result = dds.writeCdr(entity, serdata);
        if (result < 0) {
            Dds.check(result, "publishing on " + topic);
        }
    }

    public synchronized int matched() {
        return closed ? 0 : count(dds.publicationMatched(entity, status.address()), 8);
    }

    /** Readers seen so far whose quality of service does not fit. */
    public synchronized int incompatible() {
        return closed ? 0 : count(dds.offeredIncompatible(entity, status.address()), 0);
    }

    private int count(int result, int offset) {
        return result < 0 ? 0 : status.get(ValueLayout.JAVA_INT, offset);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            dds.delete(entity);
            arena.close();
            fixed.close();
        }
    }
}

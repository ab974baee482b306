package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sanderling.recording.definition.Definition;

/** A DDS participant and its topics, each of one type. Any thread. */
public final class Participant implements AutoCloseable {
    private record Topic(int entity, String typeName) {}

    private final Dds dds;
    private final int domainId;
    private final int entity;
    private final Map<String, Topic> topics = new HashMap<>();
    private boolean closed;

    /**
     * @param configuration CycloneDDS's XML, or a comma-separated list as in {@code CYCLONEDDS_URI}
     * @param userData what peers are told, as in {@code enclave=/;}
     * @throws RosException when the domain or the participant cannot be had
     */
    public Participant(Dds dds, int domainId, String configuration, String userData) {
        this.dds = dds;
        this.domainId = domainId;
        Domains.acquire(dds, domainId, configuration);
        long qos = dds.createQos();
        try (Arena arena = Arena.ofConfined()) {
            setUserData(dds, qos, userData, arena);
            entity = Dds.check(dds.createParticipant(domainId, qos, 0L), "a participant in DDS domain " + domainId);
        } catch (RosException e) {
            Domains.release(dds, domainId);
            throw e;
        } finally {
            dds.deleteQos(qos);
        }
    }

    static void setUserData(Dds dds, long qos, String text, Arena arena) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        dds.setUserData(qos, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address(), bytes.length);
    }

    public Dds dds() {
        return dds;
    }

    public int entity() {
        return entity;
    }

    public byte[] gid() {
        return gid(dds, entity);
    }

    /** The 16 bytes by which DDS and ROS know an entity. */
    static byte[] gid(Dds dds, int entity) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment guid = arena.allocate(16, 8);
            Dds.check(dds.getGuid(entity, guid.address()), "an entity's GUID");
            return guid.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /**
     * A topic's entity, made when first asked for.
     *
     * @throws RosException when this participant has it with another type
     */
    public synchronized int topic(
            String ddsName, String typeName, String message, Map<String, Definition> definitions) {
        Topic known = topic(ddsName, typeName);
        if (known != null) {
            return known.entity;
        }
        try (Arena arena = Arena.ofConfined()) {
            return create(ddsName, typeName, TopicOps.descriptor(typeName, message, definitions, arena), arena);
        }
    }

    /** A topic of a type that is no message of ours, for tests of what hostile peers send. */
    synchronized int topic(String ddsName, String typeName, int bytes, int[] ops) {
        try (Arena arena = Arena.ofConfined()) {
            return create(ddsName, typeName, TopicOps.descriptor(typeName, bytes, 1, ops, arena), arena);
        }
    }

    private @org.jspecify.annotations.Nullable Topic topic(String ddsName, String typeName) {
        Topic known = topics.get(ddsName);
        if (known != null && !known.typeName.equals(typeName)) {
            throw new RosException("topic " + ddsName + " is of type " + known.typeName + " here, not of " + typeName);
        }
        return known;
    }

    private int create(String ddsName, String typeName, MemorySegment descriptor, Arena arena) {
        int created = Dds.check(
                dds.createTopic(
                        entity,
                        descriptor.address(),
                        arena.allocateFrom(ddsName).address(),
                        0L,
                        0L),
                "topic " + ddsName + " of type " + typeName);
        topics.put(ddsName, new Topic(created, typeName));
        return created;
    }

    /** With it go its writers, readers, conditions and wait sets. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            dds.delete(entity);
            Domains.release(dds, domainId);
        }
    }
}

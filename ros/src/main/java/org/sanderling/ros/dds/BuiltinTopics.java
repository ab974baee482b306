package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What discovery has found: participants, writers and readers of the domain, our own too. Any thread. */
public final class BuiltinTopics {
    /**
     * A writer or reader.
     *
     * @param gid 32 hexadecimal digits
     * @param userData as its owner gave it; unprintable characters replaced
     */
    public record Endpoint(
            String gid,
            String participantGid,
            boolean writer,
            String topic,
            String type,
            boolean reliable,
            boolean transientLocal,
            String userData) {}

    // Pseudo handles of the built-in topics: DDS_BUILTIN_TOPIC_DCPSPARTICIPANT and those after it (dds/dds.h).
    private static final int PSEUDO = 0x7fff0000;
    private static final int PARTICIPANT = PSEUDO + 1;
    private static final int PUBLICATION = PSEUDO + 3;
    private static final int SUBSCRIPTION = PSEUDO + 4;

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final int MOST = 16_384;
    private static final int INFO_BYTES = 64;
    private static final int ALIVE = 16;
    private static final int LONGEST_USER_DATA = 4096;

    private final Dds dds;
    private final int participants;
    private final int publications;
    private final int subscriptions;

    public BuiltinTopics(Participant participant) {
        dds = participant.dds();
        participants = reader(participant, PARTICIPANT);
        publications = reader(participant, PUBLICATION);
        subscriptions = reader(participant, SUBSCRIPTION);
    }

    private int reader(Participant participant, int topic) {
        return Dds.check(dds.createReader(participant.entity(), topic, 0L, 0L), "a reader of DDS's built-in topics");
    }

    /** Gids of those that are there. */
    public synchronized Set<String> participants() {
        Set<String> gids = new HashSet<>();
        forEach(participants, sample -> gids.add(hex(sample)));
        return gids;
    }

    public synchronized List<Endpoint> endpoints() {
        List<Endpoint> found = new ArrayList<>();
        forEach(publications, sample -> found.add(endpoint(sample, true)));
        forEach(subscriptions, sample -> found.add(endpoint(sample, false)));
        return found;
    }

    private interface Sample {
        void at(long address);
    }

    private void forEach(int reader, Sample then) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment samples = arena.allocate(8L * MOST, 8);
            MemorySegment infos = arena.allocate((long) INFO_BYTES * MOST, 8);
            int count = dds.read(reader, samples.address(), infos.address(), MOST, MOST);
            if (count <= 0) {
                return;
            }
            try {
                for (int i = 0; i < count; i++) {
                    long info = (long) i * INFO_BYTES;
                    if (infos.get(ValueLayout.JAVA_INT, info + 8) == ALIVE
                            && infos.get(ValueLayout.JAVA_BYTE, info + 12) != 0) {
                        then.at(samples.getAtIndex(ValueLayout.JAVA_LONG, i));
                    }
                }
            } finally {
                dds.returnLoan(reader, samples.address(), count);
            }
        }
    }

    private Endpoint endpoint(long sample, boolean writer) {
        long qos = MEMORY.get(ValueLayout.JAVA_LONG, sample + 56);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment kind = arena.allocate(16, 8);
            boolean reliable = dds.getReliability(qos, kind.address(), 0L) && kind.get(ValueLayout.JAVA_INT, 0) == 1;
            boolean kept = dds.getDurability(qos, kind.address()) && kind.get(ValueLayout.JAVA_INT, 0) >= 1;
            return new Endpoint(
                    hex(sample),
                    hex(sample + 16),
                    writer,
                    text(sample + 40),
                    text(sample + 48),
                    reliable,
                    kept,
                    userData(qos, kind));
        }
    }

    private String userData(long qos, MemorySegment out) {
        if (!dds.getUserData(qos, out.address(), out.address() + 8)) {
            return "";
        }
        long data = out.get(ValueLayout.JAVA_LONG, 0);
        long size = out.get(ValueLayout.JAVA_LONG, 8);
        if (data == 0) {
            return "";
        }
        byte[] bytes = new byte[(int) Math.min(size, LONGEST_USER_DATA)];
        MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, data, bytes, 0, bytes.length);
        dds.free(data);
        return printable(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String text(long pointer) {
        return printable(MEMORY.getString(MEMORY.get(ValueLayout.JAVA_LONG, pointer)));
    }

    /** Strangers name topics: a terminal must not obey them. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String hex(long guid) {
        return HexFormat.of().formatHex(MEMORY.asSlice(guid, 16).toArray(ValueLayout.JAVA_BYTE));
    }
}

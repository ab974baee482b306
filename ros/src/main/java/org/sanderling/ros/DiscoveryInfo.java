package org.sanderling.ros;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.cdr.FaultCounts;
import org.sanderling.recording.messages.rmw_dds_common.msg.Gid;
import org.sanderling.recording.messages.rmw_dds_common.msg.NodeEntitiesInfo;
import org.sanderling.recording.messages.rmw_dds_common.msg.ParticipantEntitiesInfo;
import org.sanderling.ros.dds.Dds;
import org.sanderling.ros.dds.Participant;
import org.sanderling.ros.dds.Quality;
import org.sanderling.ros.dds.Reader;
import org.sanderling.ros.dds.Writer;

/**
 * The topic {@code ros_discovery_info}, by which ROS 2 knows which writers and readers belong to which node: gids are the
 * 16 bytes of the DDS GUID, as Jazzy and Kilted have them.
 */
final class DiscoveryInfo {
    private static final String TOPIC = "ros_discovery_info";
    private static final int MOST_KEPT = 10_000;
    private static final Quality WRITES = quality(1);
    private static final Quality READS = quality(Quality.KEEP_ALL);

    private final byte[] gid;
    private final Writer writer;
    private final Reader reader;
    private final CdrWriter cdr = new CdrWriter();
    private final FaultCounts faults = new FaultCounts();
    private final Map<String, ParticipantEntitiesInfo> known = new HashMap<>();

    DiscoveryInfo(Participant participant) {
        String message = ParticipantEntitiesInfo.SCHEMA;
        int topic = participant.topic(TOPIC, Names.ddsType(message), message, TypeDefinitions.of(message));
        String hash = typeHash(ParticipantEntitiesInfo.TYPE_HASH);
        gid = participant.gid();
        writer = new Writer(participant, topic, TOPIC, WRITES, hash);
        reader = new Reader(participant, topic, TOPIC, READS, hash);
    }

    private static Quality quality(int depth) {
        long never = Dds.FOREVER_NS;
        return new Quality(true, true, depth, MOST_KEPT, 100_000_000L, never, never, false, never);
    }

    /** As endpoints carry it in their USER_DATA. */
    static String typeHash(String hash) {
        return "typehash=" + hash + ";";
    }

    synchronized void announce(List<Node> nodes) {
        List<NodeEntitiesInfo> infos = new ArrayList<>();
        for (Node node : nodes) {
            infos.add(new NodeEntitiesInfo(
                    node.getNamespace(), node.getName(), gids(node.readerGids()), gids(node.writerGids())));
        }
        new ParticipantEntitiesInfo(new Gid(gid), infos).write(cdr.reset());
        writer.write(cdr.bytes(), cdr.size());
    }

    private static List<Gid> gids(List<byte[]> gids) {
        return gids.stream().map(Gid::new).toList();
    }

    /**
     * What each participant says last, by its gid in hexadecimal; those that are not there any more are forgotten.
     *
     * @param there asked after reading: whoever said something was found before
     */
    synchronized Map<String, ParticipantEntitiesInfo> read(Supplier<Set<String>> there) {
        while (reader.take()) {
            try {
                ParticipantEntitiesInfo info = ParticipantEntitiesInfo.read(
                        new CdrReader(reader.bytes(), 0, reader.size(), ParticipantEntitiesInfo.SCHEMA));
                known.put(HexFormat.of().formatHex(info.gid().data()), info);
                faults.add(CdrFault.NONE);
            } catch (CdrException e) {
                faults.add(e.fault());
            }
        }
        known.keySet().retainAll(there.get());
        return Map.copyOf(known);
    }
}

package org.sanderling.ros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanderling.recording.messages.rmw_dds_common.msg.NodeEntitiesInfo;
import org.sanderling.recording.messages.rmw_dds_common.msg.ParticipantEntitiesInfo;
import org.sanderling.ros.dds.BuiltinTopics;
import org.sanderling.ros.dds.Participant;

/** What discovery has found so far; it takes a moment after a context was opened. Any thread. */
public final class Graph {
    /** A node, by its full name as in {@code /robot/camera}. */
    public record NodeName(String namespace, String name) {
        public String full() {
            return namespace.equals("/") ? "/" + name : namespace + "/" + name;
        }
    }

    /**
     * A publisher or subscription.
     *
     * @param typeHash {@code RIHS01_…}; empty when its owner does not say
     */
    public record Endpoint(
            String topic,
            String type,
            String typeHash,
            boolean publisher,
            boolean reliable,
            boolean transientLocal,
            String gid) {}

    private static final Pattern TYPE_HASH = Pattern.compile("typehash=(RIHS01_[0-9a-f]{64});");

    private final BuiltinTopics builtin;
    private final DiscoveryInfo discovery;

    Graph(Participant participant, DiscoveryInfo discovery) {
        builtin = new BuiltinTopics(participant);
        this.discovery = discovery;
    }

    /** Ours too. */
    public List<NodeName> nodes() {
        List<NodeName> names = new ArrayList<>();
        participants().values().forEach(p -> {
            for (NodeEntitiesInfo node : p.nodeEntitiesInfoSeq()) {
                names.add(new NodeName(shown(node.nodeNamespace()), shown(node.nodeName())));
            }
        });
        names.sort(Comparator.comparing(NodeName::full));
        return names;
    }

    /** What each participant says of its nodes, by its gid. */
    Map<String, ParticipantEntitiesInfo> participants() {
        return discovery.read(builtin::participants);
    }

    /** The participant of a publisher or subscription; empty for an unknown one. */
    String ownerOf(String gid) {
        return builtin.endpoints().stream()
                .filter(e -> e.gid().equals(gid))
                .map(BuiltinTopics.Endpoint::participantGid)
                .findFirst()
                .orElse("");
    }

    /** Publishers and subscriptions of ROS topics, sorted by topic. */
    public List<Endpoint> endpoints() {
        List<Endpoint> found = new ArrayList<>();
        for (BuiltinTopics.Endpoint e : builtin.endpoints()) {
            String topic = Names.rosTopic(e.topic());
            if (!topic.isEmpty()) {
                Matcher hash = TYPE_HASH.matcher(e.userData());
                found.add(new Endpoint(
                        topic,
                        Names.rosType(e.type()),
                        hash.find() ? hash.group(1) : "",
                        e.writer(),
                        e.reliable(),
                        e.transientLocal(),
                        e.gid()));
            }
        }
        found.sort(Comparator.comparing(Endpoint::topic).thenComparing(Endpoint::gid));
        return found;
    }

    public List<Endpoint> endpoints(String topic) {
        return endpoints().stream().filter(e -> e.topic().equals(topic)).toList();
    }

    /** Topics and the types that they are said to have: one each in a sound graph. */
    public SortedMap<String, SortedSet<String>> topics() {
        SortedMap<String, SortedSet<String>> topics = new TreeMap<>();
        endpoints()
                .forEach(e ->
                        topics.computeIfAbsent(e.topic(), t -> new TreeSet<>()).add(e.type()));
        return topics;
    }

    /** Strangers name nodes: a terminal must not obey them. */
    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}

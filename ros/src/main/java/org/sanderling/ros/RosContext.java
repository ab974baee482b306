package org.sanderling.ros;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.dds.Dds;
import org.sanderling.ros.dds.Participant;
import org.sanderling.ros.dds.RosException;

/**
 * A participant of a ROS 2 graph and its nodes. Any thread. It and all that it made end with {@link #close}, after which
 * executors return.
 */
public final class RosContext implements AutoCloseable {
    private final Participant participant;
    private final Graph graph;
    private final DiscoveryInfo discovery;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Runnable> onClose = new ArrayList<>();
    private volatile boolean open = true;

    /** @param dds of {@link org.sanderling.ros.dds.DdsLibrary#open} */
    public RosContext(Dds dds, RosOptions options) {
        participant = new Participant(dds, options.domainId(), options.configuration(), "enclave=/;");
        try {
            discovery = new DiscoveryInfo(participant);
            graph = new Graph(participant, discovery);
        } catch (RosException e) {
            participant.close();
            throw e;
        }
    }

    public Node createNode(String name) {
        return createNode(name, "/");
    }

    /** @throws RosException for a name or namespace that ROS does not allow */
    public synchronized Node createNode(String name, String namespace) {
        requireOpen();
        Node node = new Node(this, Names.node(name), Names.namespace(namespace));
        nodes.add(node);
        announce();
        return node;
    }

    public Graph graph() {
        return graph;
    }

    public boolean ok() {
        return open;
    }

    Participant participant() {
        return participant;
    }

    int topic(String fullName, MessageType<? extends Message> type) {
        return participant.topic(
                Names.ddsTopic(fullName), Names.ddsType(type.name()), type.name(), TypeDefinitions.of(type.name()));
    }

    /** Tells the graph which endpoints belong to which node. */
    synchronized void announce() {
        if (open) {
            discovery.announce(nodes);
        }
    }

    synchronized void remove(Node node) {
        nodes.remove(node);
        announce();
    }

    /** Runs when this ends, at once if it has. */
    synchronized void onClose(Runnable action) {
        if (open) {
            onClose.add(action);
        } else {
            action.run();
        }
    }

    void requireOpen() {
        if (!open) {
            throw new RosException("ROS was shut down");
        }
    }

    @Override
    public void close() {
        List<Node> ending;
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            onClose.forEach(Runnable::run);
            ending = List.copyOf(nodes);
        }
        ending.forEach(Node::close);
        participant.close();
    }
}

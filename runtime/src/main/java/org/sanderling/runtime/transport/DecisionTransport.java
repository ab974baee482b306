package org.sanderling.runtime.transport;

import org.sanderling.runtime.decision.Decision;

/**
 * A way out for decisions (MQTT, ROS 2). The runtime pumps decisions from a bounded ring to it on a thread of its own, so
 * it may block, allocate and reconnect without ever holding up a tick.
 */
public interface DecisionTransport extends AutoCloseable {
    /** Its key in {@code published}: {@code mqtt}, {@code ros2}. */
    String name();

    /** Starts connecting; returns at once, never throws for an absent peer. */
    void start();

    /** Whether a peer is connected now. Any thread. */
    boolean connected();

    /**
     * Writes one decision; pump thread only.
     *
     * @return true when the transport's write has returned (MQTT QoS 0: its token is complete), false if it could not be
     *     delivered: no connection, or refused
     */
    boolean send(Decision decision);

    /** Publishes what is due on an orderly end, then closes; waits at most about a second. */
    @Override
    void close();
}

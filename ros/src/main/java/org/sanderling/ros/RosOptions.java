package org.sanderling.ros;

import java.util.Map;
import org.sanderling.ros.dds.RosException;

/**
 * Where on the network a participant is.
 *
 * @param domainId 0 … 232: DDS derives its ports from it
 * @param loopbackOnly nothing leaves this machine: no multicast, peers at 127.0.0.1
 * @param cycloneUri CycloneDDS's own configuration, as in {@code CYCLONEDDS_URI}; may be empty
 */
public record RosOptions(int domainId, boolean loopbackOnly, String cycloneUri) {
    public static final int MAX_DOMAIN_ID = 232;

    private static final String LOOPBACK = "<CycloneDDS><Domain><General><Interfaces><NetworkInterface name=\"lo\""
            + " multicast=\"false\"/></Interfaces><AllowMulticast>false</AllowMulticast></General><Discovery>"
            + "<ParticipantIndex>auto</ParticipantIndex><MaxAutoParticipantIndex>32</MaxAutoParticipantIndex>"
            + "<Peers><Peer address=\"127.0.0.1\"/></Peers></Discovery></Domain></CycloneDDS>";

    /** Fast DDS (vendor 1.15) describes types in a way that CycloneDDS need not look at: names and hashes suffice. */
    private static final String FAST_DDS_PEERS = "<CycloneDDS><Domain><Compatibility><IgnoreTypeInformation>1.15"
            + "</IgnoreTypeInformation></Compatibility></Domain></CycloneDDS>";

    /** @throws RosException for a domain id out of range */
    public RosOptions {
        if (domainId < 0 || domainId > MAX_DOMAIN_ID) {
            throw new RosException("domain id " + domainId + " is not in 0 … " + MAX_DOMAIN_ID);
        }
    }

    public static RosOptions loopback(int domainId) {
        return new RosOptions(domainId, true, "");
    }

    /**
     * As ROS 2 does: {@code ROS_DOMAIN_ID}, {@code ROS_AUTOMATIC_DISCOVERY_RANGE=LOCALHOST} or {@code
     * ROS_LOCALHOST_ONLY=1}, {@code CYCLONEDDS_URI}.
     */
    public static RosOptions of(Map<String, String> environment) {
        String id = environment.getOrDefault("ROS_DOMAIN_ID", "");
        boolean local = "LOCALHOST".equals(environment.get("ROS_AUTOMATIC_DISCOVERY_RANGE"))
                || "1".equals(environment.get("ROS_LOCALHOST_ONLY"));
        try {
            return new RosOptions(
                    id.isBlank() ? 0 : Integer.parseInt(id.strip()),
                    local,
                    environment.getOrDefault("CYCLONEDDS_URI", ""));
        } catch (NumberFormatException e) {
            throw new RosException("ROS_DOMAIN_ID=" + id + " is no number in 0 … " + MAX_DOMAIN_ID);
        }
    }

    /** What CycloneDDS is given: fragments, later ones count. */
    String configuration() {
        String own = loopbackOnly ? LOOPBACK + "," + FAST_DDS_PEERS : FAST_DDS_PEERS;
        return cycloneUri.isBlank() ? own : own + "," + cycloneUri;
    }
}

package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.messages.rmw_dds_common.msg.NodeEntitiesInfo;
import org.sanderling.recording.messages.std_msgs.msg.Bool;
import org.sanderling.ros.dds.Dds;

/** What one participant finds out about another. */
class GraphTest {
    @Test
    void shouldFindNodesTopicsAndWhoOwnsWhat() {
        Dds dds = Library.orSkip();
        try (RosContext here = new RosContext(dds, Library.OPTIONS);
                RosContext there = new RosContext(dds, Library.OPTIONS)) {
            Node node = here.createNode("camera", "/front");
            Publisher<Bool> publisher = node.createPublisher(Bool.class, "ready", QoSProfile.SENSOR_DATA);
            String gid = HexFormat.of().formatHex(publisher.gid());
            Library.await(
                    () -> there.graph().nodes().stream().anyMatch(n -> n.full().equals("/front/camera"))
                            && !there.graph().endpoints("/front/ready").isEmpty());
            Graph.Endpoint found = there.graph().endpoints("/front/ready").getFirst();
            assertThat(found)
                    .isEqualTo(new Graph.Endpoint(
                            "/front/ready", "std_msgs/msg/Bool", Bool.TYPE_HASH, true, false, false, gid));
            Library.await(() -> there.graph().participants().values().stream()
                    .flatMap(p -> p.nodeEntitiesInfoSeq().stream())
                    .flatMap(n -> n.writerGidSeq().stream())
                    .anyMatch(g -> HexFormat.of().formatHex(g.data()).equals(gid)));
            String owner = HexFormat.of().formatHex(here.participant().gid());
            assertThat(there.graph().participants()).containsKey(owner);
            assertThat(there.graph().ownerOf(gid)).isEqualTo(owner);
            node.close();
            Library.await(() -> there.graph().nodes().isEmpty());
            assertThat(there.graph().participants().values())
                    .flatMap(p -> p.nodeEntitiesInfoSeq())
                    .extracting(NodeEntitiesInfo::nodeName)
                    .isEmpty();
        }
    }
}

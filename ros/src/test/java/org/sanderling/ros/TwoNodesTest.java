package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.messages.nav_msgs.msg.Odometry;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.ros.dds.Dds;

/** Two participants of one process, over DDS. */
class TwoNodesTest {
    private Dds dds;

    @BeforeEach
    void library() {
        dds = Library.orSkip();
    }

    @Test
    void shouldHearWhatTheOtherSays() {
        List<Odometry> heard = new ArrayList<>();
        try (RosContext here = new RosContext(dds, Library.OPTIONS);
                RosContext there = new RosContext(dds, Library.OPTIONS);
                SingleThreadedExecutor executor = new SingleThreadedExecutor(there)) {
            Publisher<Odometry> publisher = here.createNode("talker").createPublisher(Odometry.class, "odom");
            Node listener = there.createNode("listener", "/");
            Subscription<Odometry> subscription = listener.createSubscription(Odometry.class, "/odom", heard::add);
            executor.addNode(listener);
            Library.await(() -> publisher.getSubscriptionCount() == 1 && subscription.getPublisherCount() == 1);
            Odometry said = Odometry.defaults().withChildFrameId("base_link");
            publisher.publish(said);
            Library.await(() -> {
                executor.spinOnce(Duration.ofMillis(50));
                return heard.size() == 1;
            });
            assertThat(heard.getFirst().childFrameId()).isEqualTo("base_link");
            assertThat(heard.getFirst().header()).isInstanceOf(Header.class);
        }
    }
}

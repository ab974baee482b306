package org.sanderling.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanderling.recording.messages.MessageTypes;
import org.sanderling.recording.messages.geometry_msgs.msg.Twist;
import org.sanderling.recording.messages.std_msgs.msg.Bool;
import org.sanderling.recording.messages.std_msgs.msg.UInt8;
import org.sanderling.ros.dds.DdsLibrary;
import org.sanderling.ros.dds.MissingDdsException;
import org.sanderling.ros.dds.RosException;

/** What is refused, each in one line that says why. */
class BadInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "with space", "a/b", "a-b", "ä", "x\nnode"})
    void shouldRefuseNodeNames(String name) {
        assertThatThrownBy(() -> Names.node(name))
                .isInstanceOf(RosException.class)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//a", "a//b", "a/", "/1a", "a b", "a__b", "~", "/a\u0000b"})
    void shouldRefuseTopicNames(String name) {
        assertThatThrownBy(() -> Names.topic(name, "/", "node"))
                .isInstanceOf(RosException.class)
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldExpandAndMangleNames() {
        assertThat(Names.topic("odom", "/robot", "base")).isEqualTo("/robot/odom");
        assertThat(Names.topic("~/odom", "/robot", "base")).isEqualTo("/robot/base/odom");
        assertThat(Names.topic("/odom", "/robot", "base")).isEqualTo("/odom");
        assertThat(Names.ddsTopic("/odom")).isEqualTo("rt/odom");
        assertThat(Names.ddsType("nav_msgs/msg/Odometry")).isEqualTo("nav_msgs::msg::dds_::Odometry_");
        assertThat(Names.rosType("nav_msgs::msg::dds_::Odometry_")).isEqualTo("nav_msgs/msg/Odometry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "233", "99999999999", "one"})
    void shouldRefuseDomainIds(String id) {
        assertThatThrownBy(() -> RosOptions.of(Map.of("ROS_DOMAIN_ID", id)))
                .isInstanceOf(RosException.class)
                .hasMessageContaining(id)
                .hasMessageContaining("232");
    }

    @Test
    void shouldRefuseAnotherTypeOnTheSameTopic() {
        try (RosContext context = new RosContext(Library.orSkip(), Library.OPTIONS)) {
            Node node = context.createNode("one");
            node.createPublisher(Bool.class, "/flag");
            assertThatThrownBy(() -> node.createPublisher(UInt8.class, "/flag"))
                    .isInstanceOf(RosException.class)
                    .hasMessageContaining("Bool_")
                    .hasMessageContaining("UInt8_");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"libddsc.so.0.10.2", "libddsc.so.12.0.0", "libddsc.so"})
    void shouldRefuseLibrariesThatWereNotTried(String file, @TempDir Path folder) throws IOException {
        Path library = Files.writeString(folder.resolve(file), "no library");
        System.setProperty(DdsLibrary.PROPERTY, library.toString());
        try {
            assertThatThrownBy(DdsLibrary::open)
                    .isInstanceOf(MissingDdsException.class)
                    .hasMessageContaining(library.toString())
                    .hasMessageContaining("11.0.1")
                    .message()
                    .hasLineCount(1);
        } finally {
            System.clearProperty(DdsLibrary.PROPERTY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{linear: 1}",
                "{linaer: {x: 1}}",
                "{linear: {x: fast}}",
                "[1, 2]",
                "{linear: {x: 1}",
                "linear: &a {x: *a}"
            })
    void shouldRefuseYamlThatIsNoTwist(String yaml) {
        assertThatThrownBy(() -> MessageYaml.message(MessageTypes.of(Twist.class), yaml))
                .isInstanceOf(RosException.class)
                .hasMessageContaining("geometry_msgs/msg/Twist")
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldReadYamlAndFillInTheRest() {
        Twist twist = MessageYaml.message(MessageTypes.of(Twist.class), "{linear: {x: 1.5}}");
        assertThat(twist.linear().x()).isEqualTo(1.5);
        assertThat(twist.angular().z()).isZero();
    }
}

package org.sanderling.recording.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrWriter;

class MessageColumnsTest {
    private static final String DEFINITION = """
            # A joint's state.
            uint8 MODE_IDLE = 3   # a constant
            string<=20 NAME="a # b"
            std_msgs/Header header
            string[] name
            float64[] position
            Limit[2] limits  # inner messages
            bool ready true
            int16 load
            ================================================================================
            MSG: std_msgs/Header
            builtin_interfaces/Time stamp
            string frame_id
            ================================================================================
            MSG: builtin_interfaces/Time
            int32 sec
            uint32 nanosec
            ================================================================================
            MSG: robot_msgs/Limit
            float32 least
            int8 kind
            """;

    private static byte[] message() {
        CdrWriter out = new CdrWriter().reset();
        out.int32(7);
        out.uint32(500);
        out.string("base");
        out.uint32(1);
        out.string("elbow");
        out.uint32(3);
        out.float64(0.5);
        out.float64(-1.5);
        out.float64(2.5);
        out.float32(-3);
        out.uint8(255);
        out.float32(4);
        out.uint8(1);
        out.bool(true);
        out.uint8(254); // int16 −2 at the next even byte
        out.uint8(255);
        out.uint8(255);
        return java.util.Arrays.copyOf(out.bytes(), out.size());
    }

    @Test
    void shouldReadFieldsByName() {
        double[] row = new double[7];
        new MessageColumns(
                        "robot_msgs/msg/State",
                        DEFINITION,
                        List.of(
                                "position[1]",
                                "header.stamp.sec",
                                "limits[0].least",
                                "limits[0].kind",
                                "limits[1].kind",
                                "ready",
                                "header.stamp.nanosec"))
                .read(message(), row);

        assertThat(row).containsExactly(-1.5, 7, -3, -1, 1, 1, 500);
    }

    @Test
    void shouldSayWhichColumnsThereAre() {
        MessageColumns columns = new MessageColumns("robot_msgs/msg/State", DEFINITION, List.of("position[9]"));
        assertThatThrownBy(() -> columns.read(message(), new double[1]))
                .isInstanceOf(ColumnException.class)
                .hasMessage(
                        "has no column position[9]; robot_msgs/msg/State has header.stamp.sec, header.stamp.nanosec,"
                                + " position[0], position[1], position[2], limits[0].least, limits[0].kind, limits[1].least,"
                                + " limits[1].kind, ready, load");
    }

    @Test
    void shouldRefuseWhatItCannotRead() {
        assertThatThrownBy(() -> new MessageColumns("a/msg/B", "float32 x\nnonsense\n", List.of("x")))
                .hasMessage("a/msg/B: the definition's line 'nonsense' is no field");
        assertThatThrownBy(() -> new MessageColumns("a/msg/B", "Other o\n", List.of("x"))
                        .read(new byte[] {0, 1, 0, 0, 1}, new double[1]))
                .hasMessage("a/msg/B: the recording does not define Other");
        MessageColumns endless = new MessageColumns("a/msg/B", "E[] e\n===\nMSG: a/E\n", List.of("x"));
        assertThatThrownBy(() -> endless.read(new byte[] {0, 1, 0, 0, -1, -1, -1, -1}, new double[1]))
                .isInstanceOf(CdrException.class);
        MessageColumns circle = new MessageColumns("a/msg/B", "E e\n===\nMSG: a/E\nE e\n", List.of("x"));
        assertThatThrownBy(() -> circle.read(new byte[] {0, 1, 0, 0}, new double[1]))
                .hasMessageContaining("more than 32 deep");
    }
}

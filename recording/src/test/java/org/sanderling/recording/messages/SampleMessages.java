package org.sanderling.recording.messages;

import java.util.List;
import org.sanderling.recording.messages.builtin_interfaces.msg.Duration;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.Decision;
import org.sanderling.recording.messages.sanderling_msgs.msg.DecodeTrace;
import org.sanderling.recording.messages.sanderling_msgs.msg.Delivery;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sanderling_msgs.msg.Setpoint;
import org.sanderling.recording.messages.sanderling_msgs.msg.TickTrace;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.recording.messages.std_msgs.msg.Header;

/** One message of each kind, with values that tell the fields apart. */
public final class SampleMessages {
    private static final Header HEADER = new Header(new Time(1_600_000_000, 50_000_000L), "camera");

    private SampleMessages() {}

    public static List<Message> all() {
        return List.of(
                new Time(-1, 999_999_999L),
                new Duration(3, 4),
                HEADER,
                new CompressedImage(HEADER, "jpeg", new byte[] {-1, -40, -1, 7}),
                new NormalizedControl(HEADER, -0.25f, 0.5f),
                decision(),
                new DecodeTrace(
                        HEADER,
                        11,
                        new long[] {5, 4},
                        new long[] {-1, 17},
                        9,
                        new float[] {0.1f, 0.2f},
                        new float[] {1, 0},
                        new float[] {0.3f},
                        -40_000_000L,
                        -2,
                        new int[] {6, 5},
                        new long[] {123, 124, 125},
                        new int[] {0, 2, 0},
                        -1,
                        new int[] {0, 1, 1},
                        new int[] {7, 8, 9},
                        new float[] {0.9f, 0.8f, 0.7f},
                        "complete",
                        "ok",
                        Long.MIN_VALUE),
                new TickTrace(HEADER, 11, 1, 2, 3, 4, 5, -1, "NONE", 11, -1, true, false, -3, 4),
                new Delivery(11, "mqtt", true, new Time(1, 2), new Time(3, 4)),
                new Setpoint(HEADER, 11, new float[] {0.5f, 0.25f, 0.125f}));
    }

    private static Decision decision() {
        return new Decision(
                HEADER,
                -1L,
                2,
                new Time(3, 3),
                new Time(4, 4),
                new Time(5, 5),
                new Time(6, 6),
                Decision.TAIL,
                "PLAN_LATE",
                -1,
                4_294_967_295L,
                new int[] {1, -2, 3},
                new float[] {0.5f},
                new Time(7, 7),
                new Duration(0, 50_000_000L),
                2,
                new float[] {1, 2, 3, 4},
                "left",
                "faster",
                0.75f,
                0.5f,
                6,
                "complete",
                true,
                false,
                true);
    }
}

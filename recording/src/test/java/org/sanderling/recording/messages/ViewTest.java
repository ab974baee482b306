package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.nav_msgs.msg.Odometry;
import org.sanderling.recording.messages.nav_msgs.msg.OdometryView;
import org.sanderling.recording.messages.std_msgs.msg.Header;
import org.sanderling.recording.messages.std_msgs.msg.HeaderView;
import org.sanderling.recording.messages.trajectory_msgs.msg.JointTrajectory;
import org.sanderling.recording.messages.trajectory_msgs.msg.JointTrajectoryPoint;
import org.sanderling.recording.messages.trajectory_msgs.msg.JointTrajectoryView;

class ViewTest {
    private static final JointTrajectoryPoint POINT =
            JointTrajectoryPoint.defaults().withPositions(new double[6]);
    private static final JointTrajectory TRAJECTORY = new JointTrajectory(
            new Header(new Time(5, 6), "base"), List.of("a", "elbow"), List.of(POINT, POINT, POINT));

    private static byte[] written(Message message) {
        CdrWriter out = new CdrWriter();
        message.write(out);
        return out.toByteArray();
    }

    @Test
    void shouldWriteFieldsInPlace() {
        byte[] bytes = written(TRAJECTORY);
        JointTrajectoryView view = new JointTrajectoryView();
        assertThat(view.wrap(MemorySegment.ofArray(bytes), 0, bytes.length)).isEqualTo(CdrFault.NONE);
        view.header().stamp().sec(-7);
        view.header().stamp().nanosec(4_000_000_000L);
        view.header().frameId().set("arms".getBytes(StandardCharsets.UTF_8));
        view.points(2).positions(5, 1.5);
        view.points(0).timeFromStart().sec(3);
        JointTrajectory read = JointTrajectory.read(new CdrReader(bytes, JointTrajectory.SCHEMA));
        assertThat(read.header().stamp()).isEqualTo(new Time(-7, 4_000_000_000L));
        assertThat(read.header().frameId()).isEqualTo("arms");
        assertThat(read.points().get(2).positions()).containsExactly(0, 0, 0, 0, 0, 1.5);
        assertThat(read.points().get(0).timeFromStart().sec()).isEqualTo(3);
        assertThat(read.points().get(1)).usingRecursiveComparison().isEqualTo(POINT);
        assertThat(view.jointNames(1)).hasToString("elbow");
        assertThat(view.jointNames(0).contentEquals(new byte[] {'a'})).isTrue();
        assertThatThrownBy(() -> view.points(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.points(0).positions(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldStayInsideWhatItWasGiven() {
        byte[] bytes = written(TRAJECTORY);
        byte[] around = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, around, 9, bytes.length);
        JointTrajectoryView view = new JointTrajectoryView();
        MemorySegment segment = MemorySegment.ofArray(around);
        assertThat(view.wrap(segment, 9, bytes.length)).isEqualTo(CdrFault.NONE);
        assertThat(view.header().stamp().sec()).isEqualTo(5);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(view.wrap(segment, 9, length)).isNotEqualTo(CdrFault.NONE);
            assertThatThrownBy(() -> view.header().stamp().sec()).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> view.wrap(segment, 9, around.length)).isInstanceOf(IndexOutOfBoundsException.class);
        HeaderView inner = view.header();
        assertThatThrownBy(() -> inner.wrap(segment, 0, 4)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldNoticeAnElementThatWasOverwrittenMeanwhile() {
        byte[] bytes = written(TRAJECTORY);
        JointTrajectoryView torn = new JointTrajectoryView();
        torn.wrap(MemorySegment.ofArray(bytes), 0, bytes.length);
        int lengthAt = (int) torn.points(0).positionsOffset() - 4;
        assertThat(torn.points(1).positionsCount()).isEqualTo(6);
        // The length's last byte, with padding after it or not.
        bytes[lengthAt + 3] = 0x7F;
        bytes[lengthAt - 1] = 0x7F;
        assertThatThrownBy(() -> torn.points(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] odometryBytes = written(Odometry.defaults().withHeader(new Header(new Time(1, 2), "odom")));
        byte[] trajectoryBytes = written(TRAJECTORY);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment odometry = arena.allocate(odometryBytes.length, 8);
            odometry.copyFrom(MemorySegment.ofArray(odometryBytes));
            MemorySegment trajectory = arena.allocate(trajectoryBytes.length, 8);
            trajectory.copyFrom(MemorySegment.ofArray(trajectoryBytes));
            OdometryView odometryView = new OdometryView();
            JointTrajectoryView trajectoryView = new JointTrajectoryView();
            double sum = 0;
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < 5 && allocated > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20_000; i++) {
                    sum += use(odometryView, odometry, trajectoryView, trajectory, i);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(sum).isPositive();
            assertThat(allocated).isZero();
        }
    }

    private static double use(
            OdometryView odometry, MemorySegment at, JointTrajectoryView trajectory, MemorySegment points, int i) {
        odometry.wrap(at, 0, at.byteSize());
        odometry.header().stamp().sec(i);
        odometry.pose().pose().position().x(i);
        odometry.twist().covariance(35, i);
        trajectory.wrap(points, 0, points.byteSize());
        for (int p = 0; p < trajectory.pointsCount(); p++) {
            trajectory.points(p).positions(p, i);
        }
        return odometry.pose().pose().position().x()
                + odometry.twist().covariance(35)
                + odometry.header().frameId().byteAt(0)
                + trajectory.points(1).positions(1);
    }
}

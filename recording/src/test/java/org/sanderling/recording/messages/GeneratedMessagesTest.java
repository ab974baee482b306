package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrView;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.messages.diagnostic_msgs.msg.DiagnosticStatus;
import org.sanderling.recording.messages.geometry_msgs.msg.Quaternion;
import org.sanderling.recording.messages.rcl_interfaces.msg.ParameterDescriptor;
import org.sanderling.recording.messages.sensor_msgs.msg.Imu;
import org.sanderling.recording.messages.sensor_msgs.msg.NavSatStatus;
import org.sanderling.recording.messages.std_msgs.msg.UInt8;
import org.sanderling.recording.messages.std_srvs.srv.SetBool_Request;
import org.sanderling.recording.messages.test_msgs.msg.Arrays;
import org.sanderling.recording.messages.test_msgs.msg.Constants;
import org.sanderling.recording.messages.test_msgs.msg.Defaults;
import org.sanderling.recording.messages.test_msgs.msg.Strings;

/** Generated code against the plain writer of the tests, for every definition. */
class GeneratedMessagesTest {
    private static final int SEEDS = 6;

    static List<String> names() {
        return MessageSet.messages();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadBothByteOrdersAndWriteTheSameBytes(String name) {
        MessageType<?> type = MessageSet.type(name);
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] little = RandomPayload.of(name, ByteOrder.LITTLE_ENDIAN, seed);
            byte[] big = RandomPayload.of(name, ByteOrder.BIG_ENDIAN, seed);
            assertThat(written(type.read(new CdrReader(little, name)))).isEqualTo(little);
            assertThat(written(type.read(new CdrReader(big, name)))).isEqualTo(little);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldSeeInPlaceWhatTheRecordHolds(String name) throws ReflectiveOperationException {
        if (!name.contains("/msg/")) {
            return;
        }
        MessageType<?> type = MessageSet.type(name);
        CdrView view = ViewValues.viewOf(type.messageClass());
        for (long seed = 0; seed < SEEDS; seed++) {
            ByteOrder order = seed % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            byte[] bytes = RandomPayload.of(name, order, seed);
            assertThat(view.wrap(MemorySegment.ofArray(bytes), 0, bytes.length)).isEqualTo(CdrFault.NONE);
            assertThat(view.size()).isEqualTo(bytes.length);
            ViewValues.assertSame(type.read(new CdrReader(bytes, name)), view);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldGiveDefaultsThatCanBeWritten(String name) throws ReflectiveOperationException {
        MessageType<?> type = MessageSet.type(name);
        Message preset = (Message) type.messageClass().getMethod("defaults").invoke(null);
        assertThat(preset.schemaName()).isEqualTo(name);
        byte[] bytes = written(preset);
        assertThat(written(type.read(new CdrReader(bytes, name)))).isEqualTo(bytes);
    }

    @Test
    void shouldKeepConstantsAndDefaultsOfDefinitions() {
        assertThat(Constants.UINT64_CONST).isEqualTo(50_000_000L);
        assertThat(Constants.FLOAT32_CONST).isEqualTo(1.125f);
        assertThat(NavSatStatus.defaults().status()).isEqualTo(NavSatStatus.STATUS_UNKNOWN);
        assertThat(Quaternion.defaults().w()).isEqualTo(1.0);
        assertThat(Defaults.defaults().uint8Value()).isEqualTo(200);
        assertThat(Arrays.defaults().uint64ValuesDefault()).containsExactly(0, 1, -1);
        assertThat(Strings.defaults().stringValueDefault4()).isEqualTo("Hello'world!");
    }

    @Test
    void shouldRefuseWhatTheDefinitionDoesNotAllow() {
        assertThatThrownBy(() -> new UInt8(256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("std_msgs/msg/UInt8.data: 256 is not in [0, 255]");
        assertThatThrownBy(() -> Imu.defaults().withOrientationCovariance(new double[8]))
                .hasMessage("sensor_msgs/msg/Imu.orientation_covariance: 8 values, not 9");
        assertThatThrownBy(() -> ParameterDescriptor.defaults()
                        .withIntegerRange(java.util.Collections.nCopies(
                                2, org.sanderling.recording.messages.rcl_interfaces.msg.IntegerRange.defaults())))
                .hasMessageContaining("integer_range: 2 values, more than 1");
        assertThatThrownBy(() -> Strings.defaults().withBoundedStringValue("ä".repeat(12)))
                .hasMessageContaining("more than 22 bytes");
    }

    @Test
    void shouldJoinEveryDefinitionWithAllThatItNeeds() {
        for (String name : MessageTypes.names()) {
            List<String> joined = MessageSchemas.text(name)
                    .lines()
                    .filter(l -> l.startsWith("MSG: "))
                    .map(l -> l.substring(5))
                    .toList();
            List<String> needed = MessageSet.DEFINITIONS.closure(name).keySet().stream()
                    .skip(1)
                    .map(n -> n.replace("/msg/", "/"))
                    .toList();
            assertThat(joined).as(name).isEqualTo(needed);
        }
    }

    @Test
    void shouldFindTypesByNameAndByClass() {
        assertThat(MessageTypes.names())
                .contains("nav_msgs/msg/Odometry", "std_srvs/srv/SetBool_Response")
                .doesNotHaveDuplicates();
        assertThat(MessageTypes.of(SetBool_Request.class).name()).isEqualTo("std_srvs/srv/SetBool_Request");
        assertThat(MessageTypes.find("std_srvs/srv/SetBool")).isEmpty();
        assertThat(MessageTypes.typeHash("std_srvs/srv/SetBool")).isPresent();
        assertThat(MessageTypes.find("no_msgs/msg/Nothing")).isEmpty();
        assertThat(MessageTypes.find("../../Bounds")).isEmpty();
        assertThat(DiagnosticStatus.defaults().values()).isEmpty();
    }

    private static byte[] written(Message message) {
        CdrWriter out = new CdrWriter();
        message.write(out);
        return out.toByteArray();
    }
}

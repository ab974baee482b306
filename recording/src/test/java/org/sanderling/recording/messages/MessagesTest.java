package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.messages.builtin_interfaces.msg.Duration;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;

class MessagesTest {
    static List<Message> messages() {
        return SampleMessages.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldReadBackWhatWasWritten(Message message) throws ReflectiveOperationException {
        CdrWriter out = new CdrWriter();
        message.write(out);
        Object read = read(message, out.toByteArray());
        assertThat(read).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldRefuseAMessageCutAnywhere(Message message) {
        CdrWriter out = new CdrWriter();
        message.write(out);
        for (int length = 0; length < out.size(); length++) {
            byte[] cut = Arrays.copyOf(out.bytes(), length);
            assertThatThrownBy(() -> read(message, cut))
                    .isInstanceOf(CdrException.class)
                    .hasMessageStartingWith(message.schemaName() + ".");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldDefineEachFieldInTheOrderWritten(Message message) {
        List<String> defined = MessageSchemas.text(message.schemaName())
                .lines()
                .takeWhile(l -> !l.startsWith("==="))
                .filter(l -> !l.startsWith("#") && !l.isBlank() && !l.contains("="))
                .map(l -> l.split("\\s+")[1])
                .toList();
        List<String> components = Arrays.stream(message.getClass().getRecordComponents())
                .map(c -> c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(defined).isEqualTo(components);
    }

    @Test
    void shouldJoinDefinitionsAsRos2msgWants() {
        String text = MessageSchemas.text(NormalizedControl.SCHEMA);
        String separator = "=".repeat(80) + "\n";
        assertThat(text.split(separator)).hasSize(3);
        assertThat(text).contains(separator + "MSG: std_msgs/Header\n");
        assertThat(text).contains(separator + "MSG: builtin_interfaces/Time\n");
        assertThatThrownBy(() -> MessageSchemas.text("std_msgs/msg/Strings"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no message std_msgs/msg/Strings");
    }

    @Test
    void shouldConvertTimes() {
        assertThat(Time.ofNanos(1_600_000_000_050_000_000L)).isEqualTo(new Time(1_600_000_000, 50_000_000L));
        assertThat(Time.ofNanos(-1)).isEqualTo(new Time(-1, 999_999_999L));
        assertThat(Time.ofNanos(-1).nanos()).isEqualTo(-1);
        assertThat(Time.ofNanos(Long.MAX_VALUE).sec()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Duration.ofNanos(50_000_000L)).isEqualTo(new Duration(0, 50_000_000L));
        assertThat(Duration.ofNanos(1_050_000_000L).nanos()).isEqualTo(1_050_000_000L);
    }

    private static Object read(Message message, byte[] bytes) throws ReflectiveOperationException {
        Method read = message.getClass().getMethod("read", CdrReader.class);
        try {
            return read.invoke(null, new CdrReader(bytes, message.schemaName()));
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}

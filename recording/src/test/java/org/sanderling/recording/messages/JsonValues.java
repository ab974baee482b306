package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Compares a record with what values.py says of genuine ROS 2's message: floats as their bits, the rest as it is. */
final class JsonValues {
    private JsonValues() {}

    static void assertSame(String where, Object record, JsonNode values) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length == 0) {
            return;
        }
        assertThat(values.size()).as(where).isEqualTo(components.length);
        int i = 0;
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            RecordComponent c = components[i++];
            assertThat(c.getName().replace("_", ""))
                    .as(where)
                    .isEqualToIgnoringCase(field.getKey().replace("_", ""));
            assertValue(where + "." + field.getKey(), c.getAccessor().invoke(record), field.getValue());
        }
    }

    private static void assertValue(String where, Object value, JsonNode seen) throws ReflectiveOperationException {
        if (value instanceof Record) {
            assertSame(where, value, seen);
        } else if (value instanceof List<?> list) {
            assertThat(seen.size()).as(where).isEqualTo(list.size());
            for (int i = 0; i < list.size(); i++) {
                assertValue(where + "[" + i + "]", list.get(i), seen.get(i));
            }
        } else if (value.getClass().isArray()) {
            assertThat(seen.size()).as(where).isEqualTo(Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                assertValue(where + "[" + i + "]", Array.get(value, i), seen.get(i));
            }
        } else {
            assertOne(where, value, seen);
        }
    }

    private static void assertOne(String where, Object value, JsonNode seen) {
        switch (value) {
            case Boolean b -> assertThat(seen.booleanValue()).as(where).isEqualTo(b);
            case String s -> assertThat(seen.stringValue()).as(where).isEqualTo(s);
            case Float f ->
                assertThat(seen.stringValue()).as(where).isEqualTo(String.format("%08x", Float.floatToRawIntBits(f)));
            case Double d ->
                assertThat(seen.stringValue())
                        .as(where)
                        .isEqualTo(String.format("%016x", Double.doubleToRawLongBits(d)));
            // Arrays keep the bits of unsigned numbers.
            case Byte b -> assertThat((byte) seen.intValue()).as(where).isEqualTo(b);
            case Short s -> assertThat((short) seen.intValue()).as(where).isEqualTo(s);
            case Integer n -> assertThat((int) seen.longValue()).as(where).isEqualTo(n);
            case Long n ->
                assertThat(seen.bigIntegerValue().longValue()).as(where).isEqualTo(n);
            default -> throw new AssertionError(where + " " + value.getClass());
        }
    }
}

package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.sanderling.recording.cdr.CdrView;

/** Compares what a view shows with the record of the same bytes. */
final class ViewValues {
    private ViewValues() {}

    static CdrView viewOf(Class<? extends Message> message) throws ReflectiveOperationException {
        return (CdrView)
                Class.forName(message.getName() + "View").getConstructor().newInstance();
    }

    static void assertSame(Object record, Object view) throws ReflectiveOperationException {
        for (RecordComponent c : record.getClass().getRecordComponents()) {
            Object expected = c.getAccessor().invoke(record);
            if (expected instanceof List<?> list) {
                assertThat(call(view, c.getName() + "Count")).isEqualTo(list.size());
                // From the end too: a view walks forwards only.
                for (int i = list.size() - 1; i >= 0; i--) {
                    assertOne(list.get(i), element(view, c.getName(), i));
                }
                for (int i = 0; i < list.size(); i++) {
                    assertOne(list.get(i), element(view, c.getName(), i));
                }
            } else if (expected.getClass().isArray()) {
                assertThat(call(view, c.getName() + "Count")).isEqualTo(Array.getLength(expected));
                for (int i = 0; i < Array.getLength(expected); i++) {
                    assertNumber(Array.get(expected, i), element(view, c.getName(), i));
                }
            } else {
                assertOne(expected, call(view, c.getName()));
            }
        }
    }

    private static void assertOne(Object expected, Object seen) throws ReflectiveOperationException {
        if (expected instanceof Record record) {
            assertSame(record, seen);
        } else if (expected instanceof String) {
            assertThat(seen).hasToString((String) expected);
        } else {
            assertThat(seen).isEqualTo(expected);
        }
    }

    /** An array's element keeps the bits, a view gives the value. */
    private static void assertNumber(Object expected, Object seen) {
        if (expected instanceof Byte b) {
            assertThat(((Number) seen).byteValue()).isEqualTo(b);
        } else if (expected instanceof Short s) {
            assertThat(((Number) seen).shortValue()).isEqualTo(s);
        } else if (expected instanceof Integer i) {
            assertThat(((Number) seen).intValue()).isEqualTo(i);
        } else {
            assertThat(seen).isEqualTo(expected);
        }
    }

    private static Object call(Object view, String name) throws ReflectiveOperationException {
        return method(view, name).invoke(view);
    }

    private static Object element(Object view, String name, int i) throws ReflectiveOperationException {
        return method(view, name, int.class).invoke(view, i);
    }

    private static Method method(Object view, String name, Class<?>... parameters) throws NoSuchMethodException {
        boolean taken = List.of("in", "index", "size", "wrap", "walk", "check", "checkSound", "sizeCount", "indexCount")
                .contains(name);
        String base = name.endsWith("Count") ? name.substring(0, name.length() - 5) + "_Count" : name + "_";
        return view.getClass().getMethod(taken ? base : name, parameters);
    }
}

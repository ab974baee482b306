package org.sanderling.runtime.replay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first field in which a recorded message and its recomputed one differ.
 *
 * @param field name, with the index for an element of an array
 * @param recorded what the recording says
 * @param replayed what was computed now
 */
record FieldDifference(String field, String recorded, String replayed) {
    /** The first difference in the order of the fields, or null where there is none. Floats are compared by their bits. */
    static @Nullable FieldDifference first(Record recorded, Record replayed) {
        for (RecordComponent c : recorded.getClass().getRecordComponents()) {
            FieldDifference d = compare(c.getName(), value(c, recorded), value(c, replayed));
            if (d != null) {
                return d;
            }
        }
        return null;
    }

    private static @Nullable FieldDifference compare(String name, Object a, Object b) {
        if (!a.getClass().isArray()) {
            return Objects.equals(a, b) ? null : new FieldDifference(name, a.toString(), b.toString());
        }
        int n = java.lang.reflect.Array.getLength(a);
        int m = java.lang.reflect.Array.getLength(b);
        for (int i = 0; i < Math.min(n, m); i++) {
            Object x = java.lang.reflect.Array.get(a, i);
            Object y = java.lang.reflect.Array.get(b, i);
            if (!x.equals(y)) {
                return new FieldDifference(name + "[" + i + "]", x.toString(), y.toString());
            }
        }
        return n == m ? null : new FieldDifference(name + ".length", Integer.toString(n), Integer.toString(m));
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}

package org.sanderling.recording.generator;

import java.util.List;
import java.util.stream.Collectors;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/** The value of each field in a message that nobody filled. */
final class Presets {
    private Presets() {}

    /** As a Java expression. */
    static String of(Field f) {
        FieldType type = f.type();
        List<Object> values = f.defaults();
        if (type.shape() == Shape.SINGLE) {
            return values.isEmpty() ? zero(type) : JavaTypes.literal(type.base(), values.getFirst());
        }
        if (JavaTypes.isList(type)) {
            if (values.isEmpty() && type.shape() == Shape.ARRAY) {
                return "java.util.Collections.nCopies(" + type.size() + ", " + zero(type) + ")";
            }
            return values.stream()
                    .map(v -> JavaTypes.literal(type.base(), v))
                    .collect(Collectors.joining(", ", "java.util.List.of(", ")"));
        }
        String array = "new " + JavaTypes.element(type.base());
        if (values.isEmpty()) {
            return array + "[" + (type.shape() == Shape.ARRAY ? type.size() : 0) + "]";
        }
        return values.stream()
                .map(v -> JavaTypes.elementLiteral(type.base(), v))
                .collect(Collectors.joining(", ", array + "[] {", "}"));
    }

    private static String zero(FieldType type) {
        return switch (type.base()) {
            case NESTED -> JavaNames.record(type.nested()) + ".defaults()";
            case BOOL -> "false";
            case STRING, WSTRING -> "\"\"";
            case FLOAT32, FLOAT64 -> JavaTypes.literal(type.base(), 0.0);
            default -> JavaTypes.literal(type.base(), 0L);
        };
    }
}

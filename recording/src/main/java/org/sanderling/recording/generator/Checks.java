package org.sanderling.recording.generator;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/** What a record's constructor checks: formats of (component, field's full name). */
final class Checks {
    private static final String BOUNDS = JavaNames.BASE + ".Bounds.";

    private Checks() {}

    static List<String> of(FieldType type) {
        List<String> checks = new ArrayList<>();
        String count = JavaTypes.isList(type) ? "%1$s.size()" : "%1$s.length";
        switch (type.shape()) {
            case ARRAY -> checks.add(BOUNDS + "exactly(" + count + ", " + type.size() + ", \"%2$s\");");
            case BOUNDED_SEQUENCE -> checks.add(BOUNDS + "atMost(" + count + ", " + type.size() + ", \"%2$s\");");
            case SEQUENCE, SINGLE -> {}
        }
        if (type.textBound() > 0) {
            String method = type.base() == BaseType.STRING ? "text(" : "wideText(";
            checks.add(BOUNDS + method + "%1$s, " + type.textBound() + ", \"%2$s\");");
        }
        if (type.shape() == Shape.SINGLE) {
            String range = switch (type.base()) {
                case BYTE, CHAR, UINT8 -> "0, 255L";
                case INT8 -> "-128, 127L";
                case INT16 -> "-32768, 32767L";
                case UINT16 -> "0, 65535L";
                case UINT32 -> "0, 4294967295L";
                default -> "";
            };
            if (!range.isEmpty()) {
                checks.add(BOUNDS + "range(%1$s, " + range + ", \"%2$s\");");
            }
        }
        return checks;
    }
}

package org.sanderling.recording.generator;

import java.util.HashMap;
import java.util.Map;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definitions;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/** How many bytes messages take in CDR. */
final class WireSize {
    private final Definitions definitions;
    private final Map<String, Integer> least = new HashMap<>();

    WireSize(Definitions definitions) {
        this.definitions = definitions;
    }

    /** The fewest bytes of one value: padding not counted, every sequence empty. */
    int least(BaseType base, String nested) {
        if (base != BaseType.NESTED) {
            return base.isText() ? 4 : base.bytes();
        }
        Integer known = least.get(nested);
        if (known == null) {
            known = 0;
            for (Field f : definitions.get(nested).wireFields()) {
                FieldType type = f.type();
                known += type.shape().isSequence()
                        ? 4
                        : least(type.base(), type.nested()) * (type.shape() == Shape.ARRAY ? type.size() : 1);
            }
            least.put(nested, known);
        }
        return known;
    }

    /**
     * The size of each number in a message that holds nothing but numbers of one size, so that its elements in a sequence
     * stand at equal distances; 0 for any other message.
     */
    int uniform(String nested) {
        int all = 0;
        for (Field f : definitions.get(nested).wireFields()) {
            FieldType type = f.type();
            // Booleans are walked one by one: each is checked.
            int bytes = type.shape().isSequence() || type.base() == BaseType.BOOL
                    ? 0
                    : type.base() == BaseType.NESTED
                            ? uniform(type.nested())
                            : type.base().bytes();
            if (bytes == 0 || all != 0 && all != bytes) {
                return 0;
            }
            all = bytes;
        }
        return all;
    }
}

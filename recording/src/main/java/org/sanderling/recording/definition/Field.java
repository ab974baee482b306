package org.sanderling.recording.definition;

import java.util.List;

/**
 * A field of a message.
 *
 * @param defaults its declared value: none, one, or one an element; Boolean, Long (uint64: the 64 bits), Double, String
 */
public record Field(String name, FieldType type, List<Object> defaults) {
    static Field of(String name, FieldType type) {
        return new Field(name, type, List.of());
    }
}

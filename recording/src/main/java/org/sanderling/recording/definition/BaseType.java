package org.sanderling.recording.definition;

import java.util.Locale;

/**
 * What a field is made of. {@code typeId} is its number in {@code type_description_interfaces/msg/FieldType}; {@code
 * bytes} its size and alignment in CDR, 0 where it has none of its own.
 */
public enum BaseType {
    BOOL(15, 1),
    BYTE(16, 1),
    /** An unsigned byte, described as one. */
    CHAR(3, 1),
    INT8(2, 1),
    UINT8(3, 1),
    INT16(4, 2),
    UINT16(5, 2),
    INT32(6, 4),
    UINT32(7, 4),
    INT64(8, 8),
    UINT64(9, 8),
    FLOAT32(10, 4),
    FLOAT64(11, 8),
    STRING(17, 0),
    WSTRING(18, 0),
    /** Another message. */
    NESTED(1, 0);

    private final int typeId;
    private final int bytes;

    BaseType(int typeId, int bytes) {
        this.typeId = typeId;
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    public boolean isText() {
        return this == STRING || this == WSTRING;
    }

    public boolean isInteger() {
        return this != BOOL && this != FLOAT32 && this != FLOAT64 && bytes > 0;
    }

    /** As definitions write it. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param bounded a text with a bound has a number of its own */
    int typeId(boolean bounded) {
        return bounded ? typeId + 4 : typeId;
    }
}

package org.sanderling.ros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;
import org.sanderling.ros.dds.RosException;

/** A message as names and values, for people and JSON: maps, lists, Long, Double, Boolean, String. */
public final class MessageTree {
    private final String message;
    private final Map<String, Definition> definitions;

    /** @throws RosException for a message whose definition is not here */
    public MessageTree(String message) {
        this.message = message;
        this.definitions = TypeDefinitions.of(message);
    }

    /** @throws org.sanderling.recording.cdr.CdrException when the bytes are no such message */
    public Map<String, Object> read(byte[] cdr, int size) {
        return read(new CdrReader(cdr, 0, size, message), message);
    }

    private Map<String, Object> read(CdrReader in, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Definition definition = definitions.get(name);
        for (Field field : definition.wireFields()) {
            Object value = value(in, field.type(), field.name());
            if (!definition.fields().isEmpty()) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }

    private Object value(CdrReader in, FieldType type, String field) {
        if (type.shape() == Shape.SINGLE) {
            return single(in, type, field);
        }
        int count = type.size();
        if (type.shape().isSequence()) {
            int bound = type.shape() == Shape.SEQUENCE ? CdrReader.UNBOUNDED : type.size();
            count = in.count(leastBytes(type), bound, field);
        }
        List<Object> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(single(in, type, field));
        }
        return values;
    }

    private int leastBytes(FieldType type) {
        if (type.base() == BaseType.NESTED) {
            return 1;
        }
        return type.base().isText() ? 4 : type.base().bytes();
    }

    private Object single(CdrReader in, FieldType type, String field) {
        int bound = type.textBound() > 0 ? type.textBound() : CdrReader.UNBOUNDED;
        return switch (type.base()) {
            case BOOL -> in.bool(field);
            case BYTE, CHAR, UINT8 -> (long) in.uint8(field);
            case INT8 -> (long) in.int8(field);
            case INT16 -> (long) in.int16(field);
            case UINT16 -> (long) in.uint16(field);
            case INT32 -> (long) in.int32(field);
            case UINT32 -> in.uint32(field);
            case INT64 -> in.int64(field);
            case UINT64 -> unsigned(in.int64(field));
            case FLOAT32 -> (double) in.float32(field);
            case FLOAT64 -> in.float64(field);
            case STRING -> in.string(bound, field);
            case WSTRING -> in.wstring(bound, field);
            case NESTED -> read(in, type.nested());
        };
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new java.math.BigInteger(Long.toUnsignedString(bits));
    }
}

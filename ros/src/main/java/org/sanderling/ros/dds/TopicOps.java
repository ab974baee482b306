package org.sanderling.ros.dds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;

/**
 * A message's type as CycloneDDS wants it: a program of its serialiser, by which it checks what peers send before anyone
 * reads it. Messages within messages are laid out in line; offsets are those of the C struct, LP64.
 *
 * <p>Source: {@code dds/ddsc/dds_opcodes.h} of CycloneDDS 11.
 */
public final class TopicOps {
    private static final int ADR = 1 << 24;
    private static final int TYPE = 16;
    private static final int SUBTYPE = 8;
    private static final int FLOATING = 2;
    private static final int SIGNED = 4;
    private static final int STRING = 5;
    private static final int BOUNDED_STRING = 6;
    private static final int SEQUENCE = 7;
    private static final int ARRAY = 8;
    private static final int STRUCT = 10;
    private static final int BOUNDED_SEQUENCE = 11;
    private static final int BOOLEAN = 14;
    private static final int SEQUENCE_BYTES = 24;
    private static final int DESCRIPTOR_BYTES = 96;

    private final Map<String, Definition> definitions;
    private int[] ops = new int[64];
    private int count;
    private int alignment = 1;

    private TopicOps(Map<String, Definition> definitions) {
        this.definitions = definitions;
    }

    /**
     * A {@code dds_topic_descriptor_t} in memory of the arena, which must outlive the topic's creation only.
     *
     * @param definitions the message's, and those it needs
     */
    static MemorySegment descriptor(String typeName, String message, Map<String, Definition> definitions, Arena arena) {
        TopicOps program = new TopicOps(definitions);
        int size = program.struct(message, 0);
        program.emit(0);
        return descriptor(typeName, size, program.alignment, Arrays.copyOf(program.ops, program.count), arena);
    }

    static MemorySegment descriptor(String typeName, int size, int alignment, int[] ops, Arena arena) {
        MemorySegment d = arena.allocate(DESCRIPTOR_BYTES, 8);
        d.set(ValueLayout.JAVA_INT, 0, size);
        d.set(ValueLayout.JAVA_INT, 4, alignment);
        d.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom(typeName).address());
        d.set(ValueLayout.JAVA_INT, 32, ops.length);
        d.set(
                ValueLayout.JAVA_LONG,
                40,
                arena.allocateFrom(ValueLayout.JAVA_INT, ops).address());
        d.set(ValueLayout.JAVA_LONG, 48, arena.allocateFrom("").address());
        return d;
    }

    /** Emits a message's fields at an offset of the whole; returns its padded size. */
    private int struct(String message, int base) {
        Definition definition = definitions.get(message);
        if (definition == null) {
            throw new RosException("no definition of " + message);
        }
        int end = base;
        for (Field field : definition.wireFields()) {
            FieldType type = field.type();
            end = align(end, alignmentOf(type));
            emit(type, end, message + "." + field.name());
            end += sizeOf(type);
        }
        int own = alignmentOf(message);
        alignment = Math.max(alignment, own);
        return align(end, own) - base;
    }

    private void emit(FieldType type, int offset, String field) {
        if (type.base() == BaseType.NESTED) {
            nested(type, offset);
        } else if (type.base() == BaseType.WSTRING) {
            // As ROS 2 sends it: a count, then four bytes a UTF-16 unit.
            if (type.shape() != Shape.SINGLE) {
                throw new RosException(field + ": several wstrings cannot be sent");
            }
            int kind = type.textBound() > 0 ? BOUNDED_SEQUENCE : SEQUENCE;
            emit(ADR | kind << TYPE | 3 << SUBTYPE);
            emit(offset);
            bound(type.textBound());
        } else {
            int code = code(type);
            emit(ADR
                    | (type.shape() == Shape.SINGLE ? code << TYPE : kind(type) << TYPE | code << SUBTYPE)
                    | flags(type));
            emit(offset);
            bound(type.size());
            if (code == BOUNDED_STRING) {
                if (type.shape() == Shape.ARRAY) {
                    emit(0);
                }
                emit(type.textBound() + 1);
            }
        }
    }

    private void nested(FieldType type, int offset) {
        if (type.shape() == Shape.SINGLE) {
            struct(type.nested(), offset);
            return;
        }
        int start = count;
        emit(ADR | kind(type) << TYPE | STRUCT << SUBTYPE);
        emit(offset);
        bound(type.size());
        int element = sizeOf(type.nested());
        int jump;
        if (type.shape() == Shape.ARRAY) {
            jump = count;
            emit(0);
            emit(element);
        } else {
            emit(element);
            jump = count;
            emit(0);
        }
        int first = count - start;
        struct(type.nested(), 0);
        emit(0);
        int next = count - start;
        if (next > Short.MAX_VALUE) {
            throw new RosException(type.nested() + " is too long a definition for CycloneDDS");
        }
        ops[jump] = next << 16 | first;
    }

    private void bound(int most) {
        if (most > 0) {
            emit(most);
        }
    }

    private static int kind(FieldType type) {
        return switch (type.shape()) {
            case ARRAY -> ARRAY;
            case BOUNDED_SEQUENCE -> BOUNDED_SEQUENCE;
            default -> SEQUENCE;
        };
    }

    private static int code(FieldType type) {
        return switch (type.base()) {
            case BOOL -> BOOLEAN;
            case STRING -> type.textBound() > 0 ? BOUNDED_STRING : STRING;
            default -> 1 + Integer.numberOfTrailingZeros(type.base().bytes());
        };
    }

    private static int flags(FieldType type) {
        return switch (type.base()) {
            case FLOAT32, FLOAT64 -> FLOATING;
            case INT8, INT16, INT32, INT64 -> SIGNED;
            default -> 0;
        };
    }

    private int sizeOf(FieldType type) {
        if (type.shape().isSequence() || type.base() == BaseType.WSTRING) {
            return SEQUENCE_BYTES;
        }
        int one = switch (type.base()) {
            case NESTED -> sizeOf(type.nested());
            case STRING -> type.textBound() > 0 ? type.textBound() + 1 : Long.BYTES;
            default -> type.base().bytes();
        };
        return type.shape() == Shape.ARRAY ? Math.multiplyExact(one, type.size()) : one;
    }

    private int sizeOf(String message) {
        int end = 0;
        for (Field field : definitions.get(message).wireFields()) {
            end = align(end, alignmentOf(field.type())) + sizeOf(field.type());
        }
        return align(end, alignmentOf(message));
    }

    private int alignmentOf(FieldType type) {
        if (type.shape().isSequence() || type.base() == BaseType.WSTRING) {
            return Long.BYTES;
        }
        return switch (type.base()) {
            case NESTED -> alignmentOf(type.nested());
            case STRING -> type.textBound() > 0 ? 1 : Long.BYTES;
            default -> type.base().bytes();
        };
    }

    private int alignmentOf(String message) {
        Definition definition = definitions.get(message);
        if (definition == null) {
            throw new RosException("no definition of " + message);
        }
        return definition.wireFields().stream()
                .mapToInt(f -> alignmentOf(f.type()))
                .max()
                .orElse(1);
    }

    private static int align(int offset, int alignment) {
        return offset + alignment - 1 & -alignment;
    }

    private void emit(int word) {
        if (count == ops.length) {
            ops = Arrays.copyOf(ops, 2 * count);
        }
        ops[count++] = word;
    }
}

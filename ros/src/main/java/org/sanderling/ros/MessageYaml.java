package org.sanderling.ros;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Field;
import org.sanderling.recording.definition.FieldType;
import org.sanderling.recording.definition.Shape;
import org.sanderling.recording.messages.Bounds;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.ros.dds.RosException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A message from YAML, as {@code ros2 topic pub} takes it: what is not named has the definition's default. */
public final class MessageYaml {
    private final Map<String, Definition> definitions;

    private MessageYaml(String message) {
        definitions = TypeDefinitions.of(message);
    }

    /** @throws RosException for what is no YAML, no field of the message, or no value of its field */
    public static <T extends Message> T message(MessageType<T> type, String yaml) {
        Object tree;
        try {
            tree = new Load(LoadSettings.builder().setLabel(type.name()).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new RosException(type.name() + ": no YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        CdrWriter out = new CdrWriter();
        new MessageYaml(type.name()).write(tree == null ? Map.of() : tree, type.name(), type.name(), out);
        return type.read(new CdrReader(out.toByteArray(), type.name()));
    }

    private void write(Object tree, String message, String where, CdrWriter out) {
        if (!(tree instanceof Map<?, ?> values)) {
            throw new RosException(where + ": fields with values are expected, as in {x: 1.0}, not " + shown(tree));
        }
        Definition definition = definitions.get(message);
        List<String> names = definition.fields().stream().map(Field::name).toList();
        for (Object key : values.keySet()) {
            if (!names.contains(String.valueOf(key))) {
                throw new RosException(
                        where + " has no field " + shown(key) + "; there are: " + String.join(", ", names));
            }
        }
        for (Field field : definition.wireFields()) {
            write(field, values.get(field.name()), where + "." + field.name(), out);
        }
    }

    private void write(Field field, @org.jspecify.annotations.Nullable Object given, String where, CdrWriter out) {
        FieldType type = field.type();
        List<?> values = values(field, given, where);
        if (type.shape() == Shape.ARRAY && values.size() != type.size()) {
            throw new RosException(where + ": " + type.size() + " values are expected, not " + values.size());
        }
        if (type.shape() == Shape.BOUNDED_SEQUENCE && values.size() > type.size()) {
            throw new RosException(where + ": " + type.size() + " values at most, not " + values.size());
        }
        if (type.shape().isSequence()) {
            out.uint32(values.size());
        }
        for (Object value : values) {
            single(type, value, where, out);
        }
    }

    private static List<?> values(Field field, @org.jspecify.annotations.Nullable Object given, String where) {
        FieldType type = field.type();
        if (given == null) {
            if (!field.defaults().isEmpty()) {
                return field.defaults();
            }
            List<Object> none = new ArrayList<>();
            int count = type.shape() == Shape.SINGLE ? 1 : type.shape() == Shape.ARRAY ? type.size() : 0;
            for (int i = 0; i < count; i++) {
                none.add(zero(type.base()));
            }
            return none;
        }
        if (type.shape() == Shape.SINGLE) {
            return List.of(given);
        }
        if (given instanceof List<?> list && !list.contains(null)) {
            return list;
        }
        throw new RosException(where + ": a list is expected, not " + shown(given));
    }

    private static Object zero(BaseType base) {
        return switch (base) {
            case BOOL -> false;
            case FLOAT32, FLOAT64 -> 0.0;
            case STRING, WSTRING -> "";
            case NESTED -> Map.of();
            default -> 0L;
        };
    }

    private void single(FieldType type, Object value, String where, CdrWriter out) {
        switch (type.base()) {
            case BOOL -> {
                if (!(value instanceof Boolean)) {
                    throw new RosException(where + ": true or false is expected, not " + shown(value));
                }
                out.bool((Boolean) value);
            }
            case BYTE, CHAR, UINT8 -> out.uint8((int) integer(value, 0, 0xFF, where));
            case INT8 -> out.uint8((int) integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE, where));
            case INT16 -> out.uint16((int) integer(value, Short.MIN_VALUE, Short.MAX_VALUE, where));
            case UINT16 -> out.uint16((int) integer(value, 0, 0xFFFF, where));
            case INT32 -> out.int32((int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, where));
            case UINT32 -> out.uint32(integer(value, 0, 0xFFFF_FFFFL, where));
            case INT64 -> out.int64(integer(value, Long.MIN_VALUE, Long.MAX_VALUE, where));
            case UINT64 -> out.int64(unsigned(value, where));
            case FLOAT32 -> out.float32((float) real(value, where));
            case FLOAT64 -> out.float64(real(value, where));
            case STRING -> out.string(text(type, value, where));
            case WSTRING -> out.wstring(text(type, value, where));
            case NESTED -> write(value, type.nested(), where, out);
        }
    }

    private static long integer(Object value, long least, long most, String where) {
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new RosException(
                where + ": an integer in [" + least + ", " + most + "] is expected, not " + shown(value));
    }

    private static long unsigned(Object value, String where) {
        if (value instanceof BigInteger big && big.signum() >= 0 && big.bitLength() <= Long.SIZE) {
            return big.longValue();
        }
        // A default is the 64 bits already.
        return value instanceof Long bits ? bits : integer(value, 0, Long.MAX_VALUE, where);
    }

    private static double real(Object value, String where) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new RosException(where + ": a number is expected, not " + shown(value));
    }

    private static String text(FieldType type, Object value, String where) {
        if (!(value instanceof String text) || text.indexOf('\0') >= 0) {
            throw new RosException(where + ": text is expected, not " + shown(value) + " (quote it)");
        }
        if (type.textBound() > 0) {
            try {
                Bounds.text(text, type.textBound(), where);
            } catch (IllegalArgumentException e) {
                throw new RosException(e.getMessage());
            }
        }
        return text;
    }

    private static String shown(@org.jspecify.annotations.Nullable Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}

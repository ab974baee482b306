package org.sanderling.recording.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.columns.MessageLayout.Field;

/**
 * Numbers of a message by the names of its fields: {@code steering}, {@code pose.position.x}, {@code position[2]}. Reads CDR by the definition that the
 * recording keeps, so any message does. One thread.
 */
public final class MessageColumns {
    private static final int DEEPEST = 32;
    private static final int MOST_NAMES = 40;

    private final String schemaName;
    private final MessageLayout layout;
    private final List<String> names;
    private final Map<String, Integer> wanted = new HashMap<>();
    private double[] row = {};
    private final List<String> seen = new ArrayList<>();

    /**
     * @param definition text of encoding {@code ros2msg}
     * @param names fields to take, in the row's order
     * @throws ColumnException where the definition cannot be understood
     */
    public MessageColumns(String schemaName, String definition, List<String> names) {
        this.schemaName = schemaName;
        this.layout = new MessageLayout(schemaName, definition);
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            wanted.put(names.get(i), i);
        }
    }

    /**
     * Reads a message.
     *
     * @param row result, a value for each name; not checked for being finite
     * @throws ColumnException where the message has no such number; says which there are
     * @throws org.sanderling.recording.cdr.CdrException where the bytes are not such a message
     */
    public void read(byte[] message, double[] row) {
        this.row = row;
        seen.clear();
        boolean[] found = new boolean[names.size()];
        fields(layout.fields(), "", new CdrReader(message, schemaName), found, 0);
        for (int i = 0; i < found.length; i++) {
            if (!found[i]) {
                throw new ColumnException("has no column " + names.get(i) + "; " + schemaName + " has "
                        + String.join(", ", seen) + (seen.size() == MOST_NAMES ? ", …" : ""));
            }
        }
    }

    private void fields(List<Field> fields, String prefix, CdrReader in, boolean[] found, int depth) {
        if (depth > DEEPEST) {
            throw new ColumnException(schemaName + ": messages within messages more than " + DEEPEST + " deep");
        }
        for (Field field : fields) {
            String path = prefix + field.name();
            if (field.elements() < 0) {
                value(field.type(), path, in, found, depth);
                continue;
            }
            long count = field.elements() > 0 ? field.elements() : in.uint32(path);
            for (long i = 0; i < count; i++) {
                value(field.type(), path + "[" + i + "]", in, found, depth);
            }
        }
    }

    private void value(String type, String path, CdrReader in, boolean[] found, int depth) {
        switch (type) {
            case "bool" -> take(path, in.bool(path) ? 1 : 0, found);
            case "byte", "char", "uint8" -> take(path, in.uint8(path), found);
            case "int8" -> take(path, (byte) in.uint8(path), found);
            case "uint16" -> take(path, in.uint16(path), found);
            case "int16" -> take(path, (short) in.uint16(path), found);
            case "uint32" -> take(path, in.uint32(path), found);
            case "int32" -> take(path, in.int32(path), found);
            case "int64", "uint64" -> take(path, in.int64(path), found);
            case "float32" -> take(path, in.float32(path), found);
            case "float64" -> take(path, in.float64(path), found);
            case "string" -> in.string(path);
            default -> {
                List<Field> inner = layout.fields(type)
                        .orElseThrow(() -> new ColumnException(schemaName + ": the recording does not define " + type));
                if (inner.isEmpty()) {
                    in.uint8(path); // a message without fields is one byte
                }
                fields(inner, path + ".", in, found, depth + 1);
            }
        }
    }

    private void take(String path, double value, boolean[] found) {
        if (seen.size() < MOST_NAMES) {
            seen.add(path);
        }
        Integer at = wanted.get(path);
        if (at != null) {
            row[at] = value;
            found[at] = true;
        }
    }

    /** The names, in the row's order. */
    @Override
    public String toString() {
        return Arrays.toString(names.toArray());
    }
}

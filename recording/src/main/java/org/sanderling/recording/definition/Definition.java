package org.sanderling.recording.definition;

import java.util.List;

/**
 * A message, or a service or action as a whole: then its fields are those of its type description, and nothing of it is
 * ever written.
 *
 * @param name as in {@code std_msgs/msg/Header} or {@code std_srvs/srv/SetBool_Request}
 */
public record Definition(String name, Kind kind, List<Field> fields, List<Constant> constants) {
    /** What a definition stands for. */
    public enum Kind {
        MESSAGE,
        SERVICE,
        ACTION
    }

    private static final List<Field> PLACEHOLDER =
            List.of(Field.of("structure_needs_at_least_one_member", FieldType.single(BaseType.UINT8)));

    public Definition {
        fields = List.copyOf(fields);
        constants = List.copyOf(constants);
    }

    public String packageName() {
        return name.substring(0, name.indexOf('/'));
    }

    /** {@code msg}, {@code srv} or {@code action}. */
    public String folder() {
        return name.substring(name.indexOf('/') + 1, name.lastIndexOf('/'));
    }

    public String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The fields as they are sent and described: ROS puts one byte into a message that has none. */
    public List<Field> wireFields() {
        return fields.isEmpty() ? PLACEHOLDER : fields;
    }

    /** The definition as text, without comments: what the {@code ros2msg} encoding holds. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Constant c : constants) {
            text.append(c.type().keyword()).append(' ').append(c.name()).append('=');
            text.append(value(c)).append('\n');
        }
        for (Field f : fields) {
            text.append(f.type().text()).append(' ').append(f.name()).append('\n');
        }
        return text.toString();
    }

    private static String value(Constant c) {
        return switch (c.type()) {
            case UINT64 -> Long.toUnsignedString((Long) c.value());
            case STRING, WSTRING -> '"' + ((String) c.value()).replaceAll("([\"\\\\])", "\\\\$1") + '"';
            default -> String.valueOf(c.value());
        };
    }
}

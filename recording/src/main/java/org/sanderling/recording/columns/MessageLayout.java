package org.sanderling.recording.columns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a message and of the messages within it, from the text that a recording keeps ({@code ros2msg}: the definition, then those it needs, each
 * after a line of {@code =} and one that names it). Immutable; any thread.
 */
final class MessageLayout {
    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z][A-Za-z0-9_/]*)(?:<=\\d+)?(\\[(<=)?(\\d*)])?\\s+([A-Za-z][A-Za-z0-9_]*)\\s*(.*)");
    private static final int LONGEST_ARRAY = 1 << 20;

    /**
     * A field.
     *
     * @param type a ROS primitive, or the name of another message
     * @param elements −1 for a single value, 0 for a sequence of any length, else the length of an array
     */
    record Field(String type, String name, int elements) {}

    private final List<Field> root;
    private final Map<String, List<Field>> messages = new HashMap<>();

    /** @throws ColumnException with the line that cannot be understood */
    MessageLayout(String schemaName, String text) {
        List<Field> fields = new ArrayList<>();
        this.root = fields;
        for (String line : text.lines().toList()) {
            String code = line.replaceFirst("#.*", "").strip();
            if (code.matches("={3,}") || code.isEmpty()) {
                continue;
            }
            if (code.startsWith("MSG:")) {
                fields = new ArrayList<>();
                messages.put(shortName(code.substring(4).strip()), fields);
                continue;
            }
            Matcher m = FIELD.matcher(code);
            if (!m.matches()) {
                throw new ColumnException(schemaName + ": the definition's line '" + code + "' is no field");
            }
            if (!m.group(6).startsWith("=")) {
                fields.add(new Field(m.group(1), m.group(5), elements(schemaName, m)));
            }
        }
    }

    private static int elements(String schemaName, Matcher m) {
        if (m.group(2) == null) {
            return -1;
        }
        if (m.group(3) != null || m.group(4).isEmpty()) {
            return 0;
        }
        int length = m.group(4).length() > 7 ? Integer.MAX_VALUE : Integer.parseInt(m.group(4));
        if (length < 1 || length > LONGEST_ARRAY) {
            throw new ColumnException(schemaName + ": " + m.group(5) + " is an array of " + m.group(4) + "; 1 … "
                    + LONGEST_ARRAY + " are read");
        }
        return length;
    }

    List<Field> fields() {
        return root;
    }

    /** Fields of another message; empty where the text does not have it. */
    Optional<List<Field>> fields(String type) {
        return Optional.ofNullable(messages.get(shortName(type)))
                .or(() -> messages.entrySet().stream()
                        .filter(e -> e.getKey().endsWith("/" + type))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static String shortName(String type) {
        return type.replace("/msg/", "/");
    }
}

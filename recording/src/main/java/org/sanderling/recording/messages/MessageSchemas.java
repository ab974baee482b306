package org.sanderling.recording.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Message definitions in the form that MCAP's {@code ros2msg} encoding wants: the definition, then those that it needs,
 * each after a line of 80 {@code =} and one that names it.
 */
public final class MessageSchemas {
    /** MCAP schema encoding of {@link #text}. */
    public static final String SCHEMA_ENCODING = "ros2msg";

    /** MCAP message encoding of what {@link Message#write} gives. */
    public static final String MESSAGE_ENCODING = "cdr";

    private static final String SEPARATOR = "=".repeat(80);
    private static final Pattern OTHER_MESSAGE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)/([A-Z][A-Za-z0-9]*)\\b");

    private MessageSchemas() {}

    /**
     * The definition with all that it needs.
     *
     * @param schemaName as in {@code sensor_msgs/msg/CompressedImage}
     * @throws IllegalArgumentException for a message that is not kept here
     */
    public static String text(String schemaName) {
        Map<String, String> definitions = new LinkedHashMap<>();
        collect(schemaName, definitions);
        StringBuilder text = new StringBuilder();
        definitions.forEach((name, definition) -> {
            if (!text.isEmpty()) {
                text.append(SEPARATOR)
                        .append("\nMSG: ")
                        .append(name.replace("/msg/", "/"))
                        .append('\n');
            }
            text.append(definition);
        });
        return text.toString();
    }

    private static void collect(String schemaName, Map<String, String> definitions) {
        if (definitions.containsKey(schemaName)) {
            return;
        }
        String definition = definition(schemaName);
        definitions.put(schemaName, definition);
        Matcher other = OTHER_MESSAGE.matcher(definition);
        while (other.find()) {
            collect(other.group(1) + "/msg/" + other.group(2), definitions);
        }
    }

    private static String definition(String schemaName) {
        try (InputStream in = MessageSchemas.class.getResourceAsStream(schemaName + ".msg")) {
            if (in == null) {
                throw new IllegalArgumentException("no message " + schemaName);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

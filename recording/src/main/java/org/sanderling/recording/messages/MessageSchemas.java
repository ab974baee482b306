package org.sanderling.recording.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sanderling.recording.definition.BaseType;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.DefinitionParser;
import org.sanderling.recording.definition.Field;

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

    private MessageSchemas() {}

    /**
     * The definition with all that it needs.
     *
     * @param schemaName as in {@code sensor_msgs/msg/CompressedImage}, or a part as in {@code std_srvs/srv/SetBool_Request}
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
        String whole = wholeOf(schemaName);
        String source = source(whole);
        if (schemaName.contains("/msg/")) {
            definitions.put(schemaName, source);
            source.lines().forEach(line -> nested(line).ifPresent(n -> collect(n, definitions)));
            return;
        }
        Definition definition = DefinitionParser.parse(whole, source, whole).stream()
                .filter(d -> d.name().equals(schemaName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no message " + schemaName));
        definitions.put(schemaName, schemaName.equals(whole) ? source : definition.text());
        for (Field f : definition.fields()) {
            if (f.type().base() == BaseType.NESTED) {
                collect(f.type().nested(), definitions);
            }
        }
    }

    /** The message that a line's field is of. Not by the parser, which a start need not load: our lines name packages. */
    private static Optional<String> nested(String line) {
        int slash = line.indexOf('/');
        int end = slash + 1;
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        for (int i = 0; i < slash; i++) {
            char c = line.charAt(i);
            if (c != '_' && !Character.isLetterOrDigit(c)) {
                return Optional.empty();
            }
        }
        return slash <= 0
                ? Optional.empty()
                : Optional.of(line.substring(0, slash) + "/msg/" + line.substring(slash + 1, end));
    }

    /** The message itself, or the service or action that it is a part of. */
    private static String wholeOf(String schemaName) {
        int part = schemaName.indexOf('_', schemaName.lastIndexOf('/') + 1);
        return part < 0 || schemaName.contains("/msg/") ? schemaName : schemaName.substring(0, part);
    }

    private static String source(String name) {
        int folder = name.indexOf('/') + 1;
        int end = name.lastIndexOf('/');
        String suffix = folder < end ? name.substring(folder, end) : "msg";
        try (InputStream in = MessageSchemas.class.getResourceAsStream(name + "." + suffix)) {
            if (in == null) {
                throw new IllegalArgumentException("no message " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.sanderling.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types that deployments and manifests share. */
final class ValueTypes {
    static final ValueType FLAG = new ValueType.Flag();

    /** A word that may stand in file names, topics and on a command line. */
    static final ValueType NAME =
            text("name", "[A-Za-z0-9][A-Za-z0-9._-]*", 128, "letters, digits, '.', '_', '-'; at most 128", t -> null);

    /** Any line of text. */
    static final ValueType LINE = text("text", "[^\\u0000-\\u001f\\u007f]+", 1024, "one line of text", t -> null);

    /** A path, relative to the project's home or absolute. */
    static final ValueType PATH =
            text("path", "[^\\u0000-\\u001f\\u007f]+", 4096, "a path, relative to the project's home", t -> null);

    /** A topic to publish or read: a name, not a filter (MQTT 5, 4.7.1 and 4.7.3). */
    static final ValueType TOPIC = text(
            "topic",
            "[^+#\\u0000-\\u001f\\u007f]+",
            65535,
            "a topic without the wildcards + and #, without control characters, at most 65535 bytes of UTF-8",
            ValueTypes::topicTooLong);

    private static final String PORT =
            "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

    /** An MQTT broker. */
    static final ValueType BROKER = text(
            "URI",
            "(tcp|ssl)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):" + PORT,
            300,
            "tcp://host:port or ssl://host:port",
            ValueTypes::credentials);

    private ValueTypes() {}

    static ValueType whole(long min, long max) {
        return new ValueType.Whole(min, max);
    }

    static ValueType real(double min, double max) {
        return new ValueType.Real(min, max);
    }

    static ValueType choice(String... values) {
        return new ValueType.Choice(List.of(values));
    }

    static ValueType text(
            String label, String pattern, int maxLength, String allowed, Function<String, @Nullable String> objection) {
        return new ValueType.Text(label, Pattern.compile(pattern), maxLength, allowed, objection);
    }

    private static @Nullable String topicTooLong(String topic) {
        int bytes = topic.getBytes(StandardCharsets.UTF_8).length;
        return bytes > 65535 ? "takes " + bytes + " bytes of UTF-8" : null;
    }

    private static @Nullable String credentials(String uri) {
        return uri.contains("@")
                ? "holds credentials; put them into SANDERLING_MQTT_USERNAME and SANDERLING_MQTT_PASSWORD"
                : null;
    }
}

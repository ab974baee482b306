package org.sanderling.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the command line prints it. Numbers that are not finite become null: never measured is never 0. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Writes an object key by key; a {@link SpooledArray} among its values is copied, never held in memory. */
    static void write(Map<String, Object> object, Writer to) throws IOException {
        String separator = "{";
        for (Map.Entry<String, Object> e : object.entrySet()) {
            to.append(separator).append(MAPPER.writeValueAsString(e.getKey())).append(':');
            if (e.getValue() instanceof SpooledArray array) {
                array.copyTo(to);
            } else {
                to.append(MAPPER.writeValueAsString(finite(e.getValue())));
            }
            separator = ",";
        }
        to.append(object.isEmpty() ? "{}" : "}");
    }

    static String write(Map<String, Object> object) {
        return MAPPER.writeValueAsString(finite(object));
    }

    private static Object finite(Object value) {
        return switch (value) {
            case null -> null;
            case Double d when !Double.isFinite(d) -> null;
            case Float f when !Float.isFinite(f) -> null;
            case Map<?, ?> m -> {
                Map<Object, Object> copy = new java.util.LinkedHashMap<>();
                m.forEach((k, v) -> copy.put(k, finite(v)));
                yield copy;
            }
            case Iterable<?> items -> {
                var copy = new java.util.ArrayList<Object>();
                items.forEach(i -> copy.add(finite(i)));
                yield copy;
            }
            default -> value;
        };
    }
}

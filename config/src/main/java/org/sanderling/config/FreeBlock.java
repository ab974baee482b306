package org.sanderling.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.YamlNode.Entry;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;

/** A block that is kept as written: maps, lists, text, numbers, flags and null. */
final class FreeBlock {
    private FreeBlock() {}

    /** The block under this key, in its order; empty where there is none. */
    static Map<String, Object> read(Block parent, String key) {
        if (!parent.has(key)) {
            return Map.of();
        }
        if (parent.given(key) instanceof Mapping mapping) {
            return map(mapping);
        }
        throw parent.error(key, "is " + parent.given(key).described() + ", not a section");
    }

    private static Map<String, Object> map(Mapping mapping) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry e : mapping.entries()) {
            values.put(e.key(), value(e.value()));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Object value(YamlNode node) {
        return switch (node) {
            case Mapping m -> map(m);
            case Sequence s -> {
                List<Object> items = new ArrayList<>();
                s.items().forEach(i -> items.add(value(i)));
                yield Collections.unmodifiableList(items);
            }
            case Scalar s ->
                switch (s.kind()) {
                    case TEXT -> s.text();
                    case FLAG -> Boolean.parseBoolean(s.text());
                    case WHOLE -> s.text().matches("[-+]?[0-9]{1,18}") ? (Object) Long.parseLong(s.text()) : s.text();
                    case REAL ->
                        s.text().matches("[-+.0-9eE]{1,64}") ? (Object) Double.parseDouble(s.text()) : s.text();
                    case EMPTY -> null;
                };
        };
    }
}

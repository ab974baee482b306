package org.sanderling.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every effective value of a deployment by its dotted key ({@code limits.dofs.0.min}), and where it was written. */
final class DeploymentValues {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Integer> listSizes = new LinkedHashMap<>();

    void put(String key, @Nullable Object value, Place place) {
        values.put(key, value);
        places.put(key, place);
    }

    void putSize(String listKey, int items) {
        listSizes.put(listKey, items);
    }

    Map<String, @Nullable Object> all() {
        return values;
    }

    int size(String listKey) {
        return listSizes.getOrDefault(listKey, 0);
    }

    Place place(String key) {
        return Objects.requireNonNull(places.get(key), key);
    }

    boolean flag(String key) {
        return (Boolean) given(key);
    }

    String text(String key) {
        return (String) given(key);
    }

    @Nullable
    String textOrNull(String key) {
        return (String) values.get(key);
    }

    double number(String key) {
        return ((Number) given(key)).doubleValue();
    }

    @Nullable
    Double numberOrNull(String key) {
        return values.get(key) instanceof Number n ? (Double) n.doubleValue() : null;
    }

    long whole(String key) {
        return ((Number) given(key)).longValue();
    }

    int wholeInt(String key) {
        return Math.toIntExact(whole(key));
    }

    private Object given(String key) {
        return Objects.requireNonNull(values.get(key), key);
    }
}

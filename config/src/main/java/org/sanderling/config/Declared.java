package org.sanderling.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment may hold: the one declaration that reader, JSON Schema and reference page are made from. */
sealed interface Declared {
    /** Its key in the section around it. */
    String name();

    /** What it is, for an on-board engineer. */
    String text();

    /**
     * One value.
     *
     * @param type type and range
     * @param unit unit; empty where it has none
     * @param presence whether it must be given
     * @param standard the value where it is not given; null where {@code presence} is not {@code DEFAULTED}
     */
    record Parameter(
            String name,
            ValueType type,
            String unit,
            Presence presence,
            @Nullable Object standard,
            String text) implements Declared {}

    /** Whether a value must be given. */
    enum Presence {
        /** It must. */
        REQUIRED,
        /** It has a default. */
        DEFAULTED,
        /** It may be left out or null, which the text explains. */
        NULLABLE
    }

    /**
     * Keys that belong together.
     *
     * @param list whether it is a list of 1 … {@link #MAX_ITEMS} such groups, of which one at least must be given
     * @param children its keys, in the order of the reference page
     */
    record Section(String name, boolean list, String text, List<Declared> children) implements Declared {
        static final int MAX_ITEMS = 64;

        public Section {
            children = List.copyOf(children);
        }

        @Nullable
        Declared child(String key) {
            for (Declared d : children) {
                if (d.name().equals(key)) {
                    return d;
                }
            }
            return null;
        }

        List<String> names() {
            return children.stream().map(Declared::name).toList();
        }
    }

    static Parameter required(String name, ValueType type, String unit, String text) {
        return new Parameter(name, type, unit, Presence.REQUIRED, null, text);
    }

    static Parameter defaulted(String name, ValueType type, String unit, Object standard, String text) {
        return new Parameter(name, type, unit, Presence.DEFAULTED, standard, text);
    }

    static Parameter nullable(String name, ValueType type, String unit, String text) {
        return new Parameter(name, type, unit, Presence.NULLABLE, null, text);
    }

    static Section section(String name, String text, Declared... children) {
        return new Section(name, false, text, List.of(children));
    }

    static Section list(String name, String text, Declared... children) {
        return new Section(name, true, text, List.of(children));
    }
}

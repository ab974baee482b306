package org.sanderling.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A YAML value that knows where it was written. */
sealed interface YamlNode {
    Place place();

    /** What an error calls it: {@code a section}, {@code a list}, {@code text}, … */
    String described();

    /** Keys and values in the order of the file; no key twice. */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Nullable
        Entry entry(String key) {
            for (Entry e : entries) {
                if (e.key().equals(key)) {
                    return e;
                }
            }
            return null;
        }

        @Override
        public String described() {
            return "a section";
        }
    }

    /** One key of a mapping; the place is the key's. */
    record Entry(String key, Place place, YamlNode value) {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** Anything else, by the core schema of YAML 1.2. */
    record Scalar(Place place, String text, Kind kind) implements YamlNode {
        private static final int SHOWN = 60;

        @Override
        public String described() {
            return switch (kind) {
                case TEXT -> "text";
                case WHOLE -> "a whole number";
                case REAL -> "a number";
                case FLAG -> "true or false";
                case EMPTY -> "empty";
            };
        }

        /** The text as an error shows it: one short line, whatever it holds. */
        String shown() {
            if (kind == Kind.EMPTY) {
                return "null";
            }
            StringBuilder s = new StringBuilder();
            text.codePoints().limit(SHOWN).forEach(c -> {
                if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                    s.append(String.format("\\u%04x", c));
                } else {
                    s.appendCodePoint(c);
                }
            });
            if (text.codePointCount(0, text.length()) > SHOWN) {
                s.append('…');
            }
            return kind == Kind.TEXT ? '"' + s.toString() + '"' : s.toString();
        }
    }

    /** What a scalar is. */
    enum Kind {
        TEXT,
        WHOLE,
        REAL,
        FLAG,
        EMPTY
    }
}

package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.YamlNode.Entry;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;

/** A section of a manifest or tokenizer spec, read key by key; every error names the line of the key. */
final class Block {
    private final Mapping node;
    private final String prefix;
    private final Place place;

    private Block(Mapping node, String prefix, Place place) {
        this.node = node;
        this.prefix = prefix;
        this.place = place;
    }

    static Block root(Mapping node) {
        return new Block(node, "", node.place());
    }

    /** Refuses every other key. */
    Block only(String... known) {
        List<String> names = List.of(known);
        for (Entry e : node.entries()) {
            if (!names.contains(e.key())) {
                String nearest = NearestName.of(e.key(), names);
                String shown = new Scalar(e.place(), prefix + e.key(), Kind.WHOLE).shown();
                throw e.place()
                        .error(shown + ": unknown key" + (nearest == null ? "" : ", nearest is " + prefix + nearest)
                                + "; allowed here: " + String.join(", ", names));
            }
        }
        return this;
    }

    List<String> keys() {
        return node.entries().stream().map(Entry::key).toList();
    }

    boolean has(String key) {
        return node.entry(key) != null;
    }

    /** Where the key stands, or the block where it does not. */
    Place place(String key) {
        Entry entry = node.entry(key);
        return entry == null ? place : entry.place();
    }

    int line() {
        return place.line();
    }

    ConfigException error(String key, String text) {
        return place(key).error(prefix + key + ": " + text);
    }

    /** An error of the block as a whole. */
    ConfigException error(String text) {
        return place.error((prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ") + text);
    }

    String text(String key) {
        return (String) value(key, ValueTypes.LINE);
    }

    String text(String key, ValueType type) {
        return (String) value(key, type);
    }

    String textOr(String key, String standard) {
        return has(key) ? text(key) : standard;
    }

    /** A scalar's text whatever it looks like: a checksum of digits alone is no number. */
    String raw(String key) {
        if (given(key) instanceof Scalar scalar && scalar.kind() != Kind.EMPTY) {
            return scalar.text();
        }
        throw error(key, "is " + given(key).described() + ", not text");
    }

    String choice(String key, String... values) {
        return (String) value(key, ValueTypes.choice(values));
    }

    /** One of these, the first where it is not given. */
    String choiceOrFirst(String key, String... values) {
        return has(key) ? choice(key, values) : values[0];
    }

    boolean flag(String key) {
        return (Boolean) value(key, ValueTypes.FLAG);
    }

    int whole(String key, int min, int max) {
        return Math.toIntExact((Long) value(key, ValueTypes.whole(min, max)));
    }

    int wholeOr(String key, int min, int max, int standard) {
        return has(key) ? whole(key, min, max) : standard;
    }

    double number(String key, double min, double max) {
        return (Double) value(key, ValueTypes.real(min, max));
    }

    double numberOr(String key, double min, double max, double standard) {
        return has(key) ? number(key, min, max) : standard;
    }

    Block block(String key) {
        if (given(key) instanceof Mapping mapping) {
            return new Block(mapping, prefix + key + ".", place(key));
        }
        throw error(key, "is " + given(key).described() + ", not a section");
    }

    @Nullable
    Block blockIfAny(String key) {
        return has(key) ? block(key) : null;
    }

    /** A list of sections. */
    List<Block> blocks(String key, int min, int max) {
        List<Block> blocks = new ArrayList<>();
        for (YamlNode item : items(key, min, max)) {
            String path = prefix + key + "." + blocks.size();
            if (!(item instanceof Mapping mapping)) {
                throw item.place().error(path + ": is " + item.described() + ", not a section");
            }
            blocks.add(new Block(mapping, path + ".", item.place()));
        }
        return blocks;
    }

    List<Long> wholes(String key, ValueType.Whole type, int min, int max) {
        return values(key, type, min, max).stream().map(Long.class::cast).toList();
    }

    List<Double> numbers(String key, int min, int max) {
        ValueType type = ValueTypes.real(-Double.MAX_VALUE, Double.MAX_VALUE);
        return values(key, type, min, max).stream().map(Double.class::cast).toList();
    }

    List<String> texts(String key, ValueType type, int min, int max) {
        return values(key, type, min, max).stream().map(String.class::cast).toList();
    }

    /** A list of lists of two. */
    List<List<Long>> pairs(String key, ValueType.Whole type, int max) {
        List<List<Long>> pairs = new ArrayList<>();
        for (YamlNode item : items(key, 0, max)) {
            String path = prefix + key + "." + pairs.size();
            if (!(item instanceof Sequence pair) || pair.items().size() != 2) {
                throw item.place().error(path + ": is no list of two; allowed: [left, right]");
            }
            pairs.add(
                    pair.items().stream().map(i -> (Long) scalar(i, path, type)).toList());
        }
        return pairs;
    }

    YamlNode given(String key) {
        Entry entry = node.entry(key);
        if (entry == null) {
            throw place.error(prefix + key + ": is missing");
        }
        return entry.value();
    }

    private Object value(String key, ValueType type) {
        Entry entry = node.entry(key);
        if (entry == null) {
            throw place.error(prefix + key + ": is missing; allowed: " + type.allowed());
        }
        return scalar(entry.value(), prefix + key, type);
    }

    private List<Object> values(String key, ValueType type, int min, int max) {
        List<Object> values = new ArrayList<>();
        for (YamlNode item : items(key, min, max)) {
            values.add(scalar(item, prefix + key + "." + values.size(), type));
        }
        return values;
    }

    private List<YamlNode> items(String key, int min, int max) {
        if (!(given(key) instanceof Sequence sequence)) {
            throw error(key, "is " + given(key).described() + ", not a list");
        }
        int size = sequence.items().size();
        if (size < min || size > max) {
            throw error(key, "has " + size + " items; allowed: " + min + " … " + max);
        }
        return sequence.items();
    }

    private static Object scalar(YamlNode node, String path, ValueType type) {
        if (node instanceof Scalar scalar) {
            return type.read(scalar, path, "");
        }
        throw node.place().error(path + ": is " + node.described() + "; allowed: " + type.allowed());
    }
}

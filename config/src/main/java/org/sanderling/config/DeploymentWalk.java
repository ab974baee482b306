package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.Declared.Parameter;
import org.sanderling.config.Declared.Presence;
import org.sanderling.config.Declared.Section;
import org.sanderling.config.YamlNode.Entry;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;

/** Walks a deployment beside its declaration: each value is checked, each missing one defaulted or missed. */
final class DeploymentWalk {
    private final DeploymentValues values = new DeploymentValues();

    private DeploymentWalk() {}

    static DeploymentValues walk(Mapping root) {
        DeploymentWalk walk = new DeploymentWalk();
        walk.section(DeploymentParameters.ROOT, "", root, root.place());
        return walk.values;
    }

    private void section(Section section, String prefix, Mapping mapping, Place where) {
        for (Entry entry : mapping.entries()) {
            String key = prefix + entry.key();
            switch (section.child(entry.key())) {
                case null -> throw unknown(section, prefix, entry);
                case Parameter parameter ->
                    values.put(key, value(parameter, key, entry), entry.value().place());
                case Section child when child.list() -> list(child, key, entry);
                case Section child -> section(child, key + ".", mapping(child, key, entry.value()), entry.place());
            }
        }
        for (Declared declared : section.children()) {
            if (mapping.entry(declared.name()) == null) {
                absent(declared, prefix + declared.name(), where);
            }
        }
    }

    private static Object value(Parameter parameter, String key, Entry entry) {
        if (!(entry.value() instanceof Scalar scalar)) {
            throw entry.place()
                    .error(key + ": is " + entry.value().described() + ", not one value; allowed: "
                            + parameter.type().allowedIn(parameter.unit()));
        }
        if (parameter.presence() == Presence.NULLABLE && scalar.kind() == Kind.EMPTY) {
            return null;
        }
        return parameter.type().read(scalar, key, parameter.unit());
    }

    private static Mapping mapping(Section section, String key, YamlNode node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw node.place()
                .error(key + ": is " + node.described() + ", not a section; allowed: its keys "
                        + String.join(", ", section.names()));
    }

    private void list(Section section, String key, Entry entry) {
        if (!(entry.value() instanceof Sequence sequence)) {
            throw entry.place()
                    .error(key + ": is " + entry.value().described() + ", not a list; allowed: items with the keys "
                            + String.join(", ", section.names()));
        }
        int size = sequence.items().size();
        if (size < 1 || size > Section.MAX_ITEMS) {
            throw entry.place().error(key + ": has " + size + " items; allowed: 1 … " + Section.MAX_ITEMS);
        }
        values.putSize(key, size);
        for (int i = 0; i < size; i++) {
            String itemKey = key + "." + i;
            YamlNode item = sequence.items().get(i);
            section(section, itemKey + ".", mapping(section, itemKey, item), item.place());
        }
    }

    private void absent(Declared declared, String key, Place where) {
        switch (declared) {
            case Parameter p
            when p.presence() == Presence.REQUIRED ->
                throw where.error(key + ": is missing: " + p.text() + "; allowed: "
                        + p.type().allowedIn(p.unit()));
            case Parameter p -> values.put(key, p.standard(), where);
            case Section s
            when s.list() ->
                throw where.error(
                        key + ": is missing: " + s.text() + " Items have the keys " + String.join(", ", s.names()));
            case Section s -> section(s, key + ".", new Mapping(where, List.of()), where);
        }
    }

    private static ConfigException unknown(Section section, String prefix, Entry entry) {
        Place place = entry.place();
        String shown = new Scalar(place, prefix + entry.key(), Kind.WHOLE).shown();
        String nearest = NearestName.of(entry.key(), section.names());
        if (nearest == null) {
            List<String> elsewhere = new ArrayList<>();
            collect(DeploymentParameters.ROOT, "", entry.key(), elsewhere);
            nearest = elsewhere.isEmpty() ? null : elsewhere.getFirst();
        } else {
            nearest = prefix + nearest;
        }
        return place.error(shown + ": unknown key" + (nearest == null ? "" : ", nearest is " + nearest)
                + "; allowed here: " + String.join(", ", section.names()));
    }

    /** All keys of that name in other sections: a right key in a wrong place. */
    private static void collect(Section section, String prefix, String name, List<String> found) {
        for (Declared d : section.children()) {
            if (d.name().equals(name)) {
                found.add(prefix + name);
            }
            if (d instanceof Section s) {
                collect(s, prefix + s.name() + (s.list() ? "[]." : "."), name, found);
            }
        }
    }
}

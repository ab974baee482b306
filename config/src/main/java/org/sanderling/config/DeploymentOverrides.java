package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Declared.Parameter;
import org.sanderling.config.Declared.Presence;
import org.sanderling.config.Declared.Section;
import org.sanderling.config.YamlNode.Entry;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;

/**
 * {@code --set key=value}: replaces single values in a deployment's tree before it is checked. Keys are dotted; an item
 * of a list is named by its index or by its {@code name}: {@code limits.dofs.steering.ratePerS}.
 */
final class DeploymentOverrides {
    private DeploymentOverrides() {}

    static Mapping apply(Mapping root, Map<String, String> overrides) {
        Mapping changed = root;
        for (Map.Entry<String, String> o : overrides.entrySet()) {
            Setting setting = new Setting(Place.ofOverride(shown(o.getKey())), o.getKey(), o.getValue());
            changed = setting.into(changed, DeploymentParameters.ROOT, 0);
        }
        return changed;
    }

    private static String shown(String key) {
        return new Scalar(new Place("", 0), key, Kind.WHOLE).shown();
    }

    /** One {@code --set}. */
    private record Setting(Place place, List<String> steps, String value) {
        Setting(Place place, String key, String value) {
            this(place, List.of(key.split("\\.", -1)), value);
        }

        Mapping into(Mapping mapping, Section section, int depth) {
            String step = steps.get(depth);
            Declared declared = section.child(step);
            @Nullable Entry old = mapping.entry(step);
            YamlNode replaced = switch (declared) {
                case null -> throw unknown(section, depth);
                case Parameter p when depth == steps.size() - 1 -> scalar(p);
                case Parameter p -> throw place.error(p.name() + " is one value and has no keys");
                case Section s
                when depth == steps.size() - 1 ->
                    throw place.error("is a section; set one of its keys: " + String.join(", ", s.names()));
                case Section s when s.list() -> item(old == null ? null : old.value(), s, depth + 1);
                case Section s -> into(inner(old), s, depth + 1);
            };
            return with(mapping, new Entry(step, place, replaced));
        }

        private Mapping inner(@Nullable Entry old) {
            if (old == null) {
                return new Mapping(place, List.of());
            }
            if (old.value() instanceof Mapping mapping) {
                return mapping;
            }
            throw old.value().place().error(old.key() + ": is " + old.value().described() + ", not a section");
        }

        private Sequence item(@Nullable YamlNode old, Section section, int depth) {
            if (depth == steps.size() - 1) {
                throw place.error("is an item; set one of its keys: " + String.join(", ", section.names()));
            }
            List<YamlNode> items = old instanceof Sequence s ? new ArrayList<>(s.items()) : List.of();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Entry name = items.get(i) instanceof Mapping m ? m.entry("name") : null;
                names.add(name != null && name.value() instanceof Scalar s ? s.text() : "" + i);
            }
            int index = names.indexOf(steps.get(depth));
            if (index < 0 && steps.get(depth).matches("[0-9]{1,4}")) {
                index = Integer.parseInt(steps.get(depth));
            }
            if (index < 0 || index >= items.size() || !(items.get(index) instanceof Mapping mapping)) {
                throw place.error("no item " + shown(steps.get(depth)) + " there; allowed: "
                        + (names.isEmpty() ? "none, the list is empty" : String.join(", ", names)) + ", or its index");
            }
            items.set(index, into(mapping, section, depth + 1));
            return new Sequence(old.place(), items);
        }

        /** Text is taken as it stands, so that nobody has to quote twice; anything else by the rules of YAML. */
        private Scalar scalar(Parameter parameter) {
            Kind kind = YamlTree.kindOfPlain(value.strip());
            boolean textual = parameter.type() instanceof ValueType.Text;
            boolean nothing = parameter.presence() == Presence.NULLABLE && kind == Kind.EMPTY;
            return textual && !nothing ? new Scalar(place, value, Kind.TEXT) : new Scalar(place, value.strip(), kind);
        }

        private ConfigException unknown(Section section, int depth) {
            String nearest = NearestName.of(steps.get(depth), section.names());
            return place.error(
                    "unknown key " + shown(steps.get(depth)) + (nearest == null ? "" : ", nearest is " + nearest)
                            + "; allowed here: " + String.join(", ", section.names()));
        }

        private static Mapping with(Mapping mapping, Entry replaced) {
            List<Entry> entries = new ArrayList<>();
            boolean found = false;
            for (Entry e : mapping.entries()) {
                boolean same = e.key().equals(replaced.key());
                // A section keeps its line in the file; a value that was set names the command line.
                entries.add(same ? new Entry(e.key(), e.place(), replaced.value()) : e);
                found |= same;
            }
            if (!found) {
                entries.add(replaced);
            }
            return new Mapping(mapping.place(), entries);
        }
    }
}

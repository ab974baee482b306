package org.sanderling.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanderling.config.YamlNode.Entry;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/**
 * Composes one YAML document into {@link YamlNode}s. Built from events, so that depth, aliases and the size after their
 * expansion are bounded before anything grows; tags are refused.
 */
final class YamlTree {
    static final int MAX_DEPTH = 32;
    static final int MAX_ALIASES = 100;
    static final int MAX_NODES = 100_000;

    private final Place file;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final CoreScalarResolver resolver = new CoreScalarResolver(false);
    private int aliases;
    private int nodes;

    /** A node that an alias may stand for, and how many nodes it expands to. */
    private record Anchored(YamlNode node, int nodes) {}

    private YamlTree(String text, Place file) {
        this.file = file;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.source())
                .setUseMarks(true)
                .setCodePointLimit(YamlText.MAX_BYTES)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    static Mapping read(Path path) {
        return parse(YamlText.decode(YamlText.bytes(path), path), path);
    }

    /**
     * @param text the document; its root must be a mapping
     * @param path what errors call it
     */
    static Mapping parse(String text, Path path) {
        Place file = Place.of(path);
        if (text.length() > YamlText.MAX_BYTES) {
            throw file.error("is longer than " + YamlText.MAX_BYTES + " characters; this is no configuration");
        }
        try {
            YamlNode root = new YamlTree(text, file).document();
            if (root instanceof Mapping mapping) {
                return mapping;
            }
            throw root.place().error("is " + root.described() + "; write `key: value` lines");
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw file.atLine(mark.map(m -> m.getLine() + 1).orElse(1))
                    .error("not YAML: " + oneLine(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            long line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw file.atLine((int) line)
                    .error(String.format("not YAML: character U+%04X is not allowed; remove it", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw file.error("not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** What a plain scalar is, by the core schema of YAML 1.2. */
    static Kind kindOfPlain(String text) {
        return kind(new CoreScalarResolver(false).resolve(text, true));
    }

    private YamlNode document() {
        events.next(); // start of the stream
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw file.atLine(1).error("is empty; write `key: value` lines");
        }
        YamlNode root = node(events.next(), 0);
        events.next(); // end of the document
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw at(after).error("a second document begins; keep one to a file");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        Place place = at(event);
        if (event instanceof AliasEvent alias) {
            return expand(alias, place);
        }
        if (depth > MAX_DEPTH) {
            throw place.error("nested deeper than " + MAX_DEPTH + " levels; flatten it");
        }
        int before = nodes;
        count(1, place);
        YamlNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, place);
            case CollectionStartEvent start
            when start.getEventId() == Event.ID.MappingStart -> mapping(start, place, depth);
            case CollectionStartEvent start -> sequence(start, place, depth);
            default -> throw place.error("not YAML: unexpected " + event.getEventId());
        };
        ((NodeEvent) event).getAnchor().ifPresent(a -> anchors.put(a, new Anchored(node, nodes - before)));
        return node;
    }

    private YamlNode expand(AliasEvent alias, Place place) {
        Anchor name = alias.getAlias();
        Anchored target = anchors.get(name);
        if (target == null) {
            throw place.error("alias *" + name.getValue() + " stands for nothing written before it");
        }
        if (++aliases > MAX_ALIASES) {
            throw place.error("more than " + MAX_ALIASES + " aliases; write the values out");
        }
        count(target.nodes(), place);
        return target.node();
    }

    private Mapping mapping(CollectionStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        List<Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            Place keyPlace = at(e);
            if (!(node(e, depth + 1) instanceof Scalar key)) {
                throw keyPlace.error("a key must be text");
            }
            Place earlier = seen.putIfAbsent(key.text(), keyPlace);
            if (earlier != null) {
                throw keyPlace.error(key.shown() + " is given twice, first in line " + earlier.line() + "; keep one");
            }
            entries.add(new Entry(key.text(), keyPlace, node(events.next(), depth + 1)));
        }
        return new Mapping(place, entries);
    }

    private Sequence sequence(CollectionStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        List<YamlNode> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            items.add(node(e, depth + 1));
        }
        return new Sequence(place, items);
    }

    private Scalar scalar(ScalarEvent e, Place place) {
        refuseTag(e.getTag(), place);
        Kind kind = e.isPlain() ? kind(resolver.resolve(e.getValue(), true)) : Kind.TEXT;
        return new Scalar(place, e.getValue(), kind);
    }

    private static Kind kind(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return Kind.WHOLE;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Kind.REAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.FLAG;
        }
        return tag.equals(Tag.NULL) ? Kind.EMPTY : Kind.TEXT;
    }

    private static void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            String shown = new Scalar(place, tag.get(), Kind.TEXT).shown();
            throw place.error("tag " + shown + " is not supported; write the plain value");
        }
    }

    private void count(int more, Place place) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw place.error("more than " + MAX_NODES + " values, aliases expanded; this is no configuration");
        }
    }

    private Place at(Event event) {
        return file.atLine(event.getStartMark().map(m -> m.getLine() + 1).orElse(1));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}

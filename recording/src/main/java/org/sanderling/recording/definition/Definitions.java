package org.sanderling.recording.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Definitions by name, in which every message that one needs is there. */
public final class Definitions {
    private static final Pattern FILE = Pattern.compile("[a-z0-9_]+/(msg|srv|action)/[A-Za-z0-9]+\\.\\1");

    private final Map<String, Definition> byName = new TreeMap<>();

    /**
     * Reads every {@code package/msg|srv|action/Name.msg|srv|action} below a folder.
     *
     * @return the names that came, parts of services and actions too
     */
    public List<String> addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            f -> FILE.matcher(folder.relativize(f).toString().replace('\\', '/'))
                                    .matches())
                    .sorted()
                    .flatMap(f -> addFile(folder, f).stream())
                    .toList();
        }
    }

    private List<String> addFile(Path folder, Path file) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return add(path.substring(0, path.lastIndexOf('.')), text, file.toString());
        } catch (IOException e) {
            throw new DefinitionException(file.toString(), "cannot be read: " + e);
        }
    }

    /**
     * Adds what a definition gives.
     *
     * @param name as in {@code std_msgs/msg/Header}
     * @param where the file, for errors
     */
    public List<String> add(String name, String text, String where) {
        List<Definition> parts = DefinitionParser.parse(name, text, where);
        parts.forEach(d -> {
            if (byName.putIfAbsent(d.name(), d) != null) {
                throw new DefinitionException(where, d.name() + " is defined already");
            }
        });
        return parts.stream().map(Definition::name).toList();
    }

    public Collection<Definition> all() {
        return byName.values();
    }

    /** @throws DefinitionException when it is not there */
    public Definition get(String name) {
        Definition definition = byName.get(name);
        if (definition == null) {
            throw new DefinitionException(name, "no such definition");
        }
        return definition;
    }

    /**
     * A definition, and then those that it needs, in the order met.
     *
     * @throws DefinitionException when one is not there, or one holds itself
     */
    public SequencedMap<String, Definition> closure(String name) {
        SequencedMap<String, Definition> needed = new LinkedHashMap<>();
        collect(name, name, new LinkedHashMap<>(), needed);
        return needed;
    }

    private void collect(String name, String by, Map<String, String> path, Map<String, Definition> needed) {
        Definition definition = byName.get(name);
        if (definition == null) {
            throw new DefinitionException(by, "needs " + name + ", which is not defined");
        }
        if (path.put(name, by) != null) {
            throw new DefinitionException(name, "holds itself");
        }
        needed.putIfAbsent(name, definition);
        for (Field f : definition.fields()) {
            if (f.type().base() == BaseType.NESTED) {
                collect(f.type().nested(), name, path, needed);
            }
        }
        path.remove(name);
    }
}

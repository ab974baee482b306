package org.sanderling.recording.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.DefinitionException;
import org.sanderling.recording.definition.Definitions;

/**
 * Writes the Java source of every message below a folder: {@code Generator DEFINITIONS OUTPUT [NEEDED]}, several of them
 * with {@code --} between. {@code NEEDED} is a folder of definitions that those refer to and that have their Java source
 * elsewhere. A file is only touched when it changes, and one that is no longer made is removed, so that the compiler has
 * nothing to do when nothing changed.
 *
 * <p>Exit 2, with one line, when a definition is wrong. The build runs it from its source.
 */
public final class Generator {
    private Generator() {}

    public static void main(String... args) throws IOException {
        try {
            List<String> job = new ArrayList<>();
            for (String argument : args) {
                if (argument.equals("--")) {
                    run(job);
                    job.clear();
                } else {
                    job.add(argument);
                }
            }
            run(job);
        } catch (DefinitionException e) {
            fail(e.getMessage());
        }
    }

    private static void run(List<String> job) throws IOException {
        if (job.size() < 2 || job.size() > 3) {
            fail("usage: Generator DEFINITIONS OUTPUT [NEEDED] [-- DEFINITIONS OUTPUT [NEEDED]]…");
        }
        Definitions definitions = new Definitions();
        if (job.size() == 3) {
            definitions.addFolder(Path.of(job.get(2)));
        }
        List<String> names = definitions.addFolder(Path.of(job.get(0)));
        write(Path.of(job.get(1)), sources(definitions, names, job.size() == 2));
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(2);
    }

    /**
     * The source of each, by its path.
     *
     * @param catalogue whether to write down the names too
     */
    static Map<Path, String> sources(Definitions definitions, List<String> names, boolean catalogue) {
        WireSize wireSize = new WireSize(definitions);
        Map<Path, String> sources = new TreeMap<>();
        for (String name : names) {
            Definition definition = definitions.get(name);
            put(sources, JavaNames.record(name), RecordSource.of(definitions, wireSize, definition));
            if (JavaNames.hasView(definition)) {
                put(sources, JavaNames.view(name), ViewSource.of(wireSize, definition));
            }
        }
        if (catalogue) {
            put(sources, JavaNames.BASE + ".Catalogue", catalogue(names));
        }
        return sources;
    }

    private static void put(Map<Path, String> sources, String className, String source) {
        if (sources.put(Path.of(className.replace('.', '/') + ".java"), source) != null) {
            throw new DefinitionException(className, "two definitions make this class; rename one");
        }
    }

    private static String catalogue(List<String> names) {
        return """
                // Made by the build from the definitions' names: change those, not this.
                package org.sanderling.recording.messages;

                /** The names of all messages, services and actions, a line each. */
                final class Catalogue {
                    static final String NAMES = ""\"
                            %s
                            ""\";

                    private Catalogue() {}
                }
                """.formatted(names.stream().sorted().collect(Collectors.joining("\n            ")));
    }

    private static void write(Path output, Map<Path, String> sources) throws IOException {
        Files.createDirectories(output);
        try (Stream<Path> files = Files.walk(output)) {
            for (Path old : files.filter(Files::isRegularFile).toList()) {
                if (!sources.containsKey(output.relativize(old))) {
                    Files.delete(old);
                }
            }
        }
        for (Map.Entry<Path, String> source : sources.entrySet()) {
            Path file = output.resolve(source.getKey());
            byte[] bytes = source.getValue().getBytes(StandardCharsets.UTF_8);
            if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            }
        }
    }
}

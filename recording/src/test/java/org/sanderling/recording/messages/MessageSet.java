package org.sanderling.recording.messages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Definitions;

/** All definitions that there are, those of the tests too. */
final class MessageSet {
    static final Definitions DEFINITIONS = definitions();

    private static final Map<String, MessageType<?>> TYPES = new ConcurrentHashMap<>();

    private MessageSet() {}

    private static Definitions definitions() {
        try {
            Definitions all = new Definitions();
            all.addFolder(Path.of("src/main/resources/org/sanderling/recording/messages"));
            all.addFolder(Path.of("src/test/messages"));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of what can be sent. */
    static List<String> messages() {
        return DEFINITIONS.all().stream()
                .filter(d -> d.kind() == Definition.Kind.MESSAGE)
                .map(Definition::name)
                .toList();
    }

    static MessageType<?> type(String name) {
        return TYPES.computeIfAbsent(
                name, n -> MessageTypes.find(n).orElseThrow(() -> new AssertionError("no class for " + n)));
    }
}

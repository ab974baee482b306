package org.sanderling.ros;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Definitions;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.ros.dds.RosException;

/** A message's definition with those that it needs. */
final class TypeDefinitions {
    private static final Pattern NEXT = Pattern.compile("={80}\nMSG: (\\S+)\n");

    private TypeDefinitions() {}

    /** @throws RosException for a message that is not kept here */
    static Map<String, Definition> of(String message) {
        String text;
        try {
            text = MessageSchemas.text(message);
        } catch (IllegalArgumentException e) {
            throw new RosException("no definition of " + message + " here: docs/messages.md says how to add one");
        }
        Definitions definitions = new Definitions();
        Matcher next = NEXT.matcher(text);
        String name = message;
        int from = 0;
        while (next.find()) {
            definitions.add(name, text.substring(from, next.start()), name);
            name = next.group(1).replaceFirst("/", "/msg/");
            from = next.end();
        }
        definitions.add(name, text.substring(from), name);
        return definitions.closure(message);
    }
}

package org.sanderling.recording.generator;

import java.util.Set;
import org.sanderling.recording.definition.Definition;

/** How definitions are called in Java. All names in generated code are full ones: a message may be called String. */
final class JavaNames {
    static final String BASE = "org.sanderling.recording.messages";
    static final String CDR = "org.sanderling.recording.cdr";

    /** Keywords, what a record component must not be called, and what the records themselves declare. */
    private static final Set<String> TAKEN = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long"
                            + " native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while _"
                            + " clone finalize getClass hashCode notify notifyAll toString wait"
                            + " schemaName defaults out")
                    .split(" "));

    /** What a view declares. */
    private static final Set<String> TAKEN_IN_VIEWS =
            Set.of("in", "index", "size", "wrap", "walk", "check", "checkSound");

    private JavaNames() {}

    /** {@code frame_id} is {@code frameId}; one that Java has taken gets a final underscore. */
    static String component(String field) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '_') {
                upper = !name.isEmpty();
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return TAKEN.contains(name.toString()) ? name + "_" : name.toString();
    }

    static String viewed(String field) {
        String name = component(field);
        return TAKEN_IN_VIEWS.contains(name) ? name + "_" : name;
    }

    static String capital(String component) {
        return Character.toUpperCase(component.charAt(0)) + component.substring(1);
    }

    /** Of {@code std_msgs/msg/Header}. */
    static String packageOf(String name) {
        return BASE + "." + name.substring(0, name.lastIndexOf('/')).replace('/', '.');
    }

    static String record(String name) {
        return BASE + "." + name.replace('/', '.');
    }

    static String view(String name) {
        return record(name) + "View";
    }

    /** Only messages proper are seen in place: services and actions are not of the real-time path. */
    static boolean hasView(Definition definition) {
        return definition.kind() == Definition.Kind.MESSAGE
                && definition.folder().equals("msg");
    }
}

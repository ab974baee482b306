package org.sanderling.recording.messages;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sanderling.recording.cdr.CdrReader;

/** The messages that are kept here, by name. A message's class is loaded when it is asked for. */
public final class MessageTypes {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*/(msg|srv|action)/[A-Z][A-Za-z0-9_]*");
    private static final String PACKAGE = MessageTypes.class.getPackageName() + ".";

    private MessageTypes() {}

    /** Of all messages, services and actions, and of the parts of those. */
    public static List<String> names() {
        return Catalogue.NAMES.lines().toList();
    }

    /** @param name as in {@code sensor_msgs/msg/CompressedImage} or {@code std_srvs/srv/SetBool_Request} */
    public static Optional<MessageType<?>> find(String name) {
        return load(name).filter(Message.class::isAssignableFrom).map(c -> of(c.asSubclass(Message.class)));
    }

    /** The type hash of a message, a service or an action. */
    public static Optional<String> typeHash(String name) {
        return load(name).map(c -> constant(c, "TYPE_HASH"));
    }

    /** @throws IllegalArgumentException for a class that was not made from a definition */
    public static <T extends Message> MessageType<T> of(Class<T> messageClass) {
        try {
            return new MessageType<>(
                    constant(messageClass, "SCHEMA"),
                    constant(messageClass, "TYPE_HASH"),
                    messageClass,
                    MethodHandles.publicLookup()
                            .findStatic(messageClass, "read", MethodType.methodType(messageClass, CdrReader.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(messageClass.getName() + " was not made from a definition", e);
        }
    }

    private static Optional<Class<?>> load(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(PACKAGE + name.replace('/', '.')));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String constant(Class<?> type, String field) {
        try {
            return (String) type.getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " was not made from a definition", e);
        }
    }
}

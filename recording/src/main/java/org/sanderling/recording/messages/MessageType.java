package org.sanderling.recording.messages;

import java.lang.invoke.MethodHandle;
import org.sanderling.recording.cdr.CdrReader;

/** A message's type: its names on the wire, and how it is read. Found by {@link MessageTypes}. */
public final class MessageType<T extends Message> {
    private final String name;
    private final String typeHash;
    private final Class<T> messageClass;
    private final MethodHandle read;

    MessageType(String name, String typeHash, Class<T> messageClass, MethodHandle read) {
        this.name = name;
        this.typeHash = typeHash;
        this.messageClass = messageClass;
        this.read = read;
    }

    /** As in {@code sensor_msgs/msg/CompressedImage}. */
    public String name() {
        return name;
    }

    /** {@code RIHS01_} and 64 hexadecimal digits. */
    public String typeHash() {
        return typeHash;
    }

    public Class<T> messageClass() {
        return messageClass;
    }

    /** @throws org.sanderling.recording.cdr.CdrException when the bytes are no such message */
    public T read(CdrReader in) {
        try {
            return messageClass.cast(read.invoke(in));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("reading declares no exception", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.sanderling.recording.definition;

/**
 * A constant of a message.
 *
 * @param value Boolean, Long (uint64: the 64 bits), Double or String
 */
public record Constant(String name, BaseType type, Object value) {}

package org.sanderling.recording.definition;

/** A definition that cannot be used: {@code file:line: what}, in one line. */
public final class DefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DefinitionException(String where, String what) {
        super(where + ": " + what);
    }

    DefinitionException(String where, int line, String what) {
        this(where + ":" + line, what);
    }
}

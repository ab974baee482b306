package org.sanderling.runtime.engine;

/** A graph or a native library that cannot be used; the message is one line: what, where, what to do. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }
}

package org.sanderling.runtime.source;

/** A source that gives nothing usable; the message is one line: what, where, what to do. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }
}

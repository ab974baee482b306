package org.sanderling.recording.cdr;

/** Bytes that are not the message they are said to be: {@code message.field: what}, in one line. */
public final class CdrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CdrException(String message, String field, String what) {
        super(message + "." + field + ": " + what);
    }
}

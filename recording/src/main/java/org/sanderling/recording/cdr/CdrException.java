package org.sanderling.recording.cdr;

/** Bytes that are not the message they are said to be: {@code message.field: what}, in one line. */
public final class CdrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CdrFault fault;

    public CdrException(CdrFault fault, String message, String field, String what) {
        super(message + "." + field + ": " + what);
        this.fault = fault;
    }

    /** The reason to count it by. */
    public CdrFault fault() {
        return fault;
    }
}

package org.sanderling.ros.dds;

/** There is no CycloneDDS here that may be used; the message says how to get one. */
public final class MissingDdsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingDdsException(String message) {
        super(message);
    }
}

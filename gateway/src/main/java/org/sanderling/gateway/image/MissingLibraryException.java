package org.sanderling.gateway.image;

/** A native library that is not on this machine; the message says in one line how to get it. */
public final class MissingLibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingLibraryException(String message) {
        super(message);
    }
}

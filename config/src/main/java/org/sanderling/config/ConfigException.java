package org.sanderling.config;

/** A deployment or manifest that cannot be used: {@code file:line: what; what is allowed}, in one line. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}

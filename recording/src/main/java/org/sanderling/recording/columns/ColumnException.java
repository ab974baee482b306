package org.sanderling.recording.columns;

/** Messages that give no rows of numbers: one line with what and where. */
public final class ColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ColumnException(String message) {
        super(message);
    }
}

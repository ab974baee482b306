package org.sanderling.evaluation.importers;

/** Something that cannot be imported: {@code path: what; what to do}, in one line. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}

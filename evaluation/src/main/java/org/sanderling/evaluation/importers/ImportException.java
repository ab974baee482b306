package org.sanderling.evaluation.importers;

/** Something that cannot be imported: {@code path: what; what to do}, in one line. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(oneLine(message));
    }

    ImportException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names in a source are a stranger's. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
    }
}

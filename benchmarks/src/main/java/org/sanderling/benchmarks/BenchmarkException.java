package org.sanderling.benchmarks;

/** A measurement that came to nothing; the message is one line: what, where, what to do. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }
}

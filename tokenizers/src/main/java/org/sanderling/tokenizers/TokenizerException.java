package org.sanderling.tokenizers;

/**
 * Input that a tokenizer cannot work on: one line with what, where (row and column, or DoF and basis, where it applies) and what to do.
 */
public final class TokenizerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenizerException(String message) {
        super(message);
    }

    /** Said here: what a real-time thread counts with holds no text. */
    static TokenizerException clipWarning(double share) {
        return new TokenizerException("clipWarningShare " + share + " is outside (0, 1]");
    }

    static TokenizerException velocityLimits(int values, int dofs) {
        return new TokenizerException("velocityLimit has " + values + " values; the spec has " + dofs + " DoFs");
    }
}

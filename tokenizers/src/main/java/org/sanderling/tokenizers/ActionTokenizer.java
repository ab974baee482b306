package org.sanderling.tokenizers;

/**
 * Chunks of actions to tokens and back. Immutable after construction; any thread, on arrays of the caller's.
 *
 * <p>Shapes: a chunk is [T][D] flat, the last action [D] (read only where the spec ties a chunk to the state before it; else any array).
 */
public sealed interface ActionTokenizer permits BeastTokenizer, FastTokenizer, BinningTokenizer {
    /**
     * The tokenizer that a spec names.
     *
     * @throws TokenizerException where the spec is not one of it, or has no bounds yet
     */
    static ActionTokenizer of(TokenizerSpec spec) {
        return switch (spec.tokenizer()) {
            case "beast" -> new BeastTokenizer(spec);
            case "fast" -> new FastTokenizer(spec);
            case "binning" -> new BinningTokenizer(spec);
            default ->
                throw new TokenizerException("tokenizer " + spec.tokenizer() + " is none of beast, fast and binning");
        };
    }

    /** What it was made from. */
    TokenizerSpec spec();

    /** Samples of a chunk, T. */
    int samples();

    /** Degrees of freedom, D. */
    int dofs();

    /** Token values, V. */
    int vocabulary();

    /** The most tokens that a chunk can become. */
    int maxTokens();

    /** Values of the last action that are read: 0, D, or 2 D where velocities follow the positions. */
    default int stateSize() {
        return 0;
    }

    /**
     * Tokens of a chunk, in emission order, from {@code tokens[offset]} on.
     *
     * @return how many
     * @throws TokenizerException where a sample is not finite
     */
    int encode(float[] chunk, float[] lastAction, int[] tokens, int offset);

    /**
     * The chunk that {@code count} tokens from {@code tokens[offset]} on stand for, at its own T times.
     *
     * @param samples result [T][D]
     * @throws TokenizerException where the number of tokens is not one that a chunk can have, or a token is outside the vocabulary
     */
    void decode(int[] tokens, int offset, int count, float[] lastAction, float[] samples);
}

package org.sanderling.cli;

import java.io.IOException;
import java.util.Arrays;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.BeastTokenizer;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;

/** Runs a tokenizer over a file, chunk by chunk. */
final class ChunkEncoder {
    private ChunkEncoder() {}

    /** Takes the chunks as they come; arrays are its own. */
    @FunctionalInterface
    interface Sink {
        /** @param samples the chunk [T][D]; overwritten by the next one */
        void accept(TokenizedChunk chunk, double[] samples) throws IOException;
    }

    /** Encodes, after calibrating on the same file where the spec asks for that. */
    static TokenizedFile encode(TokenSource source, Sink sink) {
        TokenizerSpec given = source.spec();
        return source.work(() -> {
            boolean open = given.boundsMin().isEmpty() && !given.calibrate().isEmpty();
            TokenizerSpec spec = open ? Calibration.of(source, given).spec() : given;
            return encode(source, spec, sink);
        });
    }

    private static TokenizedFile encode(TokenSource source, TokenizerSpec spec, Sink sink) throws IOException {
        ActionTokenizer tokenizer = tokenizer(spec, source);
        ReconstructionError error = new ReconstructionError(spec);
        long tokens = 0;
        try (TokenizeInput in = source.open(spec)) {
            ChunkState state = new ChunkState(spec);
            while (in.next()) {
                TokenizedChunk chunk = tokenizer instanceof BeastTokenizer beast
                        ? splines(beast, in, state, error)
                        : samples(tokenizer, in.chunk(), state.before(in));
                error.add(in.chunk(), chunk.reconstruction());
                tokens += chunk.tokens().length;
                sink.accept(chunk, in.chunk());
            }
            return new TokenizedFile(spec, in.chunks(), tokens, in.rows(), in.remainderRows(), error);
        }
    }

    static ActionTokenizer tokenizer(TokenizerSpec spec, TokenSource source) {
        try {
            return ActionTokenizer.of(spec);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(source.specFile() + ": " + e.getMessage());
        }
    }

    private static TokenizedChunk splines(
            BeastTokenizer beast, TokenizeInput in, ChunkState state, ReconstructionError error) {
        int[] tokens = new int[beast.tokenCount()];
        double[] controlPoints = new double[tokens.length];
        double[] normalised = new double[tokens.length];
        float[] before = state.before(in);
        beast.spline().align(in.chunk(), before);
        beast.spline().fit(in.chunk(), before, controlPoints);
        beast.normalise(controlPoints, normalised);
        beast.quantize(controlPoints, tokens, 0, error.clips());
        float[] decoded = new float[tokens.length];
        float[] reconstruction = new float[in.chunk().length];
        if (beast.spec().options().continuous()) {
            beast.denormalise(Numbers.floats(normalised), before, decoded);
        } else {
            beast.dequantize(tokens, 0, before, decoded);
        }
        beast.reconstruct(decoded, reconstruction);
        state.decoded(decoded);
        return new TokenizedChunk(tokens, controlPoints, normalised, before, decoded, reconstruction);
    }

    private static TokenizedChunk samples(ActionTokenizer tokenizer, double[] chunk, float[] before) {
        int[] tokens = new int[tokenizer.maxTokens()];
        int count = tokenizer.encode(Numbers.floats(chunk), before, tokens, 0);
        float[] reconstruction = new float[chunk.length];
        tokenizer.decode(tokens, 0, count, before, reconstruction);
        double[] none = {};
        return new TokenizedChunk(Arrays.copyOf(tokens, count), none, none, before, new float[0], reconstruction);
    }
}

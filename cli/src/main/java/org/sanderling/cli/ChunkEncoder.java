package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.BeastSpline;
import org.sanderling.tokenizers.BeastTokenizer;
import org.sanderling.tokenizers.BoundsCalibration;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** Runs a tokenizer over a file, chunk by chunk. */
final class ChunkEncoder {
    private ChunkEncoder() {}

    /** Encodes, after calibrating on the same file where the spec asks for that. */
    static TokenizedFile encode(TokenizerSpec given, Path specFile, Path csv) throws IOException {
        boolean open = given.boundsMin().isEmpty() && !given.calibrate().isEmpty();
        TokenizerSpec spec = open ? calibrated(given, csv) : given;
        ActionTokenizer tokenizer = tokenizer(spec, specFile);
        List<TokenizedChunk> chunks = new ArrayList<>();
        ReconstructionError error = new ReconstructionError(tokenizer.dofs());
        try (TokenizeInput in = new TokenizeInput(csv, spec)) {
            while (in.next()) {
                TokenizedChunk chunk = encode(tokenizer, in, error);
                error.add(in.chunk(), chunk.reconstruction());
                chunks.add(chunk);
            }
            return new TokenizedFile(spec, chunks, in.rows(), in.remainderRows(), error);
        }
    }

    static ActionTokenizer tokenizer(TokenizerSpec spec, Path specFile) {
        try {
            return ActionTokenizer.of(spec);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(specFile + ": " + e.getMessage());
        }
    }

    /** The spec with bounds from the file: of the control points, or of the samples where there are none. */
    static TokenizerSpec calibrated(TokenizerSpec spec, Path csv) throws IOException {
        BoundsCalibration.Kind kind = BoundsCalibration.Kind.of(spec.calibrate());
        int dofs = spec.dofs().size();
        boolean splines = spec.tokenizer().equals("beast");
        BeastSpline spline = splines ? new BeastSpline(spec) : null;
        double[] row = new double[splines ? dofs * spec.controlPoints() : dofs];
        BoundsCalibration bounds = new BoundsCalibration(kind, row.length);
        try (TokenizeInput in = new TokenizeInput(csv, spec)) {
            while (in.next()) {
                if (spline != null) {
                    spline.fit(in.chunk(), origin(spec, in), row);
                    bounds.add(row);
                    continue;
                }
                for (int t = 0; t < spec.samples(); t++) {
                    System.arraycopy(in.chunk(), t * dofs, row, 0, dofs);
                    bounds.add(row);
                }
            }
        }
        return spec.withBounds(bounds.min(), bounds.max());
    }

    private static double[] origin(TokenizerSpec spec, TokenizeInput in) {
        return spec.initialState() == InitialState.RESIDUAL
                ? in.before()
                : new double[spec.dofs().size()];
    }

    private static TokenizedChunk encode(ActionTokenizer tokenizer, TokenizeInput in, ReconstructionError error) {
        float[] before = floats(in.before());
        int[] tokens = new int[tokenizer.maxTokens()];
        int count = tokens.length;
        double[] controlPoints = {};
        double[] normalised = {};
        if (tokenizer instanceof BeastTokenizer beast) {
            controlPoints = new double[count];
            normalised = new double[count];
            beast.spline().fit(in.chunk(), origin(beast.spec(), in), controlPoints);
            beast.normalise(controlPoints, normalised);
            beast.quantize(controlPoints, tokens, 0, error.clippedByDof());
        } else {
            count = tokenizer.encode(floats(in.chunk()), before, tokens, 0);
        }
        float[] reconstruction = new float[in.chunk().length];
        tokenizer.decode(tokens, 0, count, before, reconstruction);
        return new TokenizedChunk(Arrays.copyOf(tokens, count), controlPoints, normalised, before, reconstruction);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

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

/** Runs a tokenizer over a file, chunk by chunk. */
final class ChunkEncoder {
    private ChunkEncoder() {}

    /** Encodes, after calibrating on the same file where the spec asks for that. */
    static TokenizedFile encode(TokenizerSpec given, Path specFile, Path csv) throws IOException {
        boolean open = given.boundsMin().isEmpty() && !given.calibrate().isEmpty();
        TokenizerSpec spec = open ? calibrated(given, specFile, csv) : given;
        ActionTokenizer tokenizer = tokenizer(spec, specFile);
        List<TokenizedChunk> chunks = new ArrayList<>();
        ReconstructionError error = new ReconstructionError(tokenizer.dofs());
        try (TokenizeInput in = new TokenizeInput(csv, spec)) {
            ChunkState state = new ChunkState(spec);
            while (in.next()) {
                TokenizedChunk chunk = tokenizer instanceof BeastTokenizer beast
                        ? splines(beast, in.chunk(), state, state.before(in), error)
                        : samples(tokenizer, in.chunk(), state.before(in));
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
    private static TokenizerSpec calibrated(TokenizerSpec spec, Path specFile, Path csv) throws IOException {
        BoundsCalibration.Kind kind = BoundsCalibration.Kind.of(spec.calibrate());
        try (TokenizeInput in = new TokenizeInput(csv, spec)) {
            if (!spec.tokenizer().equals("beast")) {
                BoundsCalibration bounds = ofSamples(kind, spec.dofs().size(), in);
                return spec.withBounds(wide(bounds.min(), bounds.max(), spec, csv, in), bounds.max());
            }
            BeastSpline spline = spline(spec, specFile);
            BoundsCalibration bounds = ofControlPoints(kind, spline, new ChunkState(spec), in);
            List<Double> max = spread(bounds.max(), bounds, spline, 1);
            return spec.withBounds(wide(spread(bounds.min(), bounds, spline, -1), max, spec, csv, in), max);
        }
    }

    /** Refuses bounds without width: of a column that never changes, or of a file of one chunk. */
    private static List<Double> wide(
            List<Double> min, List<Double> max, TokenizerSpec spec, Path csv, TokenizeInput in) {
        int width = min.size() / spec.dofs().size();
        for (int i = 0; i < min.size(); i++) {
            if (!(max.get(i) > min.get(i))) {
                throw new TokenizerException(csv + ": column " + spec.names().get(i / width)
                        + (width > 1 ? ", control point " + i % width : "") + ": always " + min.get(i) + " in rows 2…"
                        + (in.rows() + 1) + ", so that calibrated bounds have no width; give more rows, or bounds");
            }
        }
        return min;
    }

    /** A control point that the state gives may always be the same (0 for a residual): any width does, decoding does not read its token. */
    private static List<Double> spread(List<Double> values, BoundsCalibration bounds, BeastSpline spline, double by) {
        List<Double> min = bounds.min();
        List<Double> max = bounds.max();
        List<Double> spread = new ArrayList<>(values);
        for (int i = 0; i < values.size(); i++) {
            if (spline.isGiven(i) && min.get(i).equals(max.get(i))) {
                spread.set(i, values.get(i) + by);
            }
        }
        return spread;
    }

    private static BeastSpline spline(TokenizerSpec spec, Path specFile) {
        try {
            return new BeastSpline(spec);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(specFile + ": " + e.getMessage());
        }
    }

    private static BoundsCalibration ofControlPoints(
            BoundsCalibration.Kind kind, BeastSpline spline, ChunkState state, TokenizeInput in) throws IOException {
        double[] row = new double[spline.dofs() * spline.controlPoints()];
        float[] absolute = new float[row.length];
        BoundsCalibration bounds = new BoundsCalibration(kind, row.length);
        while (in.next()) {
            float[] before = state.before(in);
            spline.fit(in.chunk(), before, row);
            bounds.add(row);
            spline.absolute(row, before, absolute);
            state.decoded(absolute);
        }
        return bounds;
    }

    private static BoundsCalibration ofSamples(BoundsCalibration.Kind kind, int dofs, TokenizeInput in)
            throws IOException {
        double[] row = new double[dofs];
        BoundsCalibration bounds = new BoundsCalibration(kind, dofs);
        while (in.next()) {
            for (int i = 0; i < in.chunk().length; i += dofs) {
                System.arraycopy(in.chunk(), i, row, 0, dofs);
                bounds.add(row);
            }
        }
        return bounds;
    }

    private static TokenizedChunk splines(
            BeastTokenizer beast, double[] chunk, ChunkState state, float[] before, ReconstructionError error) {
        int[] tokens = new int[beast.tokenCount()];
        double[] controlPoints = new double[tokens.length];
        double[] normalised = new double[tokens.length];
        beast.spline().fit(chunk, before, controlPoints);
        beast.normalise(controlPoints, normalised);
        beast.quantize(controlPoints, tokens, 0, error.clippedByDof());
        float[] decoded = new float[tokens.length];
        float[] reconstruction = new float[chunk.length];
        beast.dequantize(tokens, 0, before, decoded);
        beast.reconstruct(decoded, reconstruction);
        state.decoded(decoded);
        return new TokenizedChunk(tokens, controlPoints, normalised, before, reconstruction);
    }

    private static TokenizedChunk samples(ActionTokenizer tokenizer, double[] chunk, float[] before) {
        int[] tokens = new int[tokenizer.maxTokens()];
        int count = tokenizer.encode(Numbers.floats(chunk), before, tokens, 0);
        float[] reconstruction = new float[chunk.length];
        tokenizer.decode(tokens, 0, count, before, reconstruction);
        return new TokenizedChunk(Arrays.copyOf(tokens, count), new double[0], new double[0], before, reconstruction);
    }
}

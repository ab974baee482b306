package org.sanderling.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanderling.tokenizers.BeastSpline;
import org.sanderling.tokenizers.BoundsCalibration;
import org.sanderling.tokenizers.FastTokenizer;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * Bounds found from a file: of the control points, or of the samples where there are none.
 *
 * @param spec with them
 * @param chunks that they were found from
 * @param refused values that were outliers, by DoF
 */
record Calibration(TokenizerSpec spec, long chunks, long rows, int remainderRows, List<Long> refused) {
    private static final int MAX_MERGE_CHUNKS = 20_000;

    /** As the spec says; refuses no outliers. */
    static Calibration of(TokenSource source, TokenizerSpec spec) throws IOException {
        return of(source, spec, BoundsCalibration.Kind.of(spec.calibrate()), Double.POSITIVE_INFINITY);
    }

    /** @param reach beyond it a value is an outlier; see {@link BoundsCalibration} */
    static Calibration of(TokenSource source, TokenizerSpec spec, BoundsCalibration.Kind kind, double reach)
            throws IOException {
        int dofs = spec.dofs().size();
        try (TokenizeInput in = source.open(spec)) {
            if (!spec.tokenizer().equals("beast")) {
                BoundsCalibration bounds = new BoundsCalibration(kind, dofs, reach);
                ofSamples(bounds, in, dofs);
                return made(spec, bounds, bounds.min(), bounds.max(), in);
            }
            BeastSpline spline = spline(source, spec);
            BoundsCalibration bounds = new BoundsCalibration(kind, dofs * spec.controlPoints(), reach);
            ofControlPoints(bounds, spline, new ChunkState(spec), in);
            List<Double> min = spread(bounds.min(), bounds, spline, -1);
            return made(spec, bounds, min, spread(bounds.max(), bounds, spline, 1), in);
        }
    }

    /** The spec of FAST with merges learnt from the file's first chunks. */
    static TokenizerSpec withMerges(TokenSource source, TokenizerSpec spec, int merges) throws IOException {
        List<float[]> chunks = new ArrayList<>();
        try (TokenizeInput in = source.open(spec)) {
            while (chunks.size() < MAX_MERGE_CHUNKS && in.next()) {
                chunks.add(Numbers.floats(in.chunk()));
            }
        }
        return FastTokenizer.train(spec, chunks, merges);
    }

    private static Calibration made(
            TokenizerSpec spec, BoundsCalibration bounds, List<Double> min, List<Double> max, TokenizeInput in) {
        int dofs = spec.dofs().size();
        int width = min.size() / dofs;
        for (int i = 0; i < min.size(); i++) {
            if (!(max.get(i) > min.get(i))) {
                throw new TokenizerException(
                        in.file() + ": column " + spec.names().get(i / width)
                                + (width > 1 ? ", control point " + i % width : "") + ": always " + min.get(i) + " in "
                                + in.span() + ", so that calibrated bounds have no width; give more rows, or bounds");
            }
        }
        Long[] refused = new Long[dofs];
        Arrays.fill(refused, 0L);
        for (int i = 0; i < min.size(); i++) {
            refused[i / width] += bounds.refused()[i];
        }
        return new Calibration(spec.withBounds(min, max), in.chunks(), in.rows(), in.remainderRows(), List.of(refused));
    }

    /** A control point that the state gives may always be the same: any width does, decoding does not read its token. */
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

    private static BeastSpline spline(TokenSource source, TokenizerSpec spec) {
        try {
            return new BeastSpline(spec);
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(source.specFile() + ": " + e.getMessage());
        }
    }

    private static void ofControlPoints(
            BoundsCalibration bounds, BeastSpline spline, ChunkState state, TokenizeInput in) throws IOException {
        double[] row = new double[spline.dofs() * spline.controlPoints()];
        float[] absolute = new float[row.length];
        while (in.next()) {
            float[] before = state.before(in);
            spline.align(in.chunk(), before);
            spline.fit(in.chunk(), before, row);
            bounds.add(row);
            spline.absolute(row, before, absolute);
            state.decoded(absolute);
        }
    }

    private static void ofSamples(BoundsCalibration bounds, TokenizeInput in, int dofs) throws IOException {
        double[] row = new double[dofs];
        while (in.next()) {
            for (int i = 0; i < in.chunk().length; i += dofs) {
                System.arraycopy(in.chunk(), i, row, 0, dofs);
                bounds.add(row);
            }
        }
    }
}

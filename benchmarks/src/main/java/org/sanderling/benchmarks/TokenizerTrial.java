package org.sanderling.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.tokenizers.ActionTokenizer;
import org.sanderling.tokenizers.BeastSpline;
import org.sanderling.tokenizers.BoundsCalibration;
import org.sanderling.tokenizers.FastTokenizer;
import org.sanderling.tokenizers.TokenizerOptions;
import org.sanderling.tokenizers.TokenizerSpec;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/**
 * A tokenizer over all windows of an episode; bounds and merges are found on the same episode.
 *
 * @param tokens mean a chunk
 * @param bits mean a chunk
 * @param relative |a − â| / |a| over everything, Euclidean
 * @param ofRange root mean square of the error over the DoF's range
 * @param worstOfRange that of the worst DoF
 * @param worstDof its name
 * @param encodeUs of a chunk; NaN before it was timed
 * @param decodeUs likewise
 */
record TokenizerTrial(
        String tokenizer,
        double tokens,
        double bits,
        double relative,
        double ofRange,
        double worstOfRange,
        String worstDof,
        double encodeUs,
        double decodeUs) {
    private static final long WARM_UP_NS = 300_000_000;

    static TokenizerSpec beast(RobotEpisode episode, int controlPoints, int degree, int vocabulary) {
        TokenizerSpec spec = spec(episode, "beast", controlPoints, degree, vocabulary);
        BeastSpline spline = new BeastSpline(spec);
        BoundsCalibration bounds = new BoundsCalibration(
                BoundsCalibration.Kind.MIN_MAX, controlPoints * episode.dofs().size());
        float[] c = new float[controlPoints * episode.dofs().size()];
        for (float[] window : episode.windows(1)) {
            spline.fit(window, c);
            bounds.add(doubles(c));
        }
        return spec.withBounds(bounds.min(), bounds.max());
    }

    static TokenizerSpec binning(RobotEpisode episode, int vocabulary) {
        return ofSamples(episode, spec(episode, "binning", 0, 0, vocabulary));
    }

    /** With an alphabet that holds every coefficient, and so many merges. */
    static TokenizerSpec fast(RobotEpisode episode, double scale, int merges) {
        int alphabet = 2 * (int) Math.ceil(scale * Math.sqrt(episode.samples()) * 1.1) + 2;
        TokenizerSpec spec =
                spec(episode, "fast", 0, 0, alphabet + merges).withOptions(TokenizerOptions.NONE.withScale(scale));
        return FastTokenizer.train(
                ofSamples(episode, spec), episode.windows(Math.max(1, episode.samples() / 5)), merges);
    }

    private static TokenizerSpec ofSamples(RobotEpisode episode, TokenizerSpec spec) {
        BoundsCalibration bounds = new BoundsCalibration(
                BoundsCalibration.Kind.MIN_MAX, episode.dofs().size());
        episode.rows().forEach(bounds::add);
        return spec.withBounds(bounds.min(), bounds.max());
    }

    private static TokenizerSpec spec(
            RobotEpisode episode, String tokenizer, int controlPoints, int degree, int vocabulary) {
        List<Dof> dofs = new ArrayList<>();
        episode.dofs().forEach(name -> dofs.add(new Dof(name, "1", -1)));
        return new TokenizerSpec(
                tokenizer,
                episode.samples(),
                episode.rateHz(),
                (episode.samples() - 1) / episode.rateHz(),
                controlPoints,
                degree,
                vocabulary,
                1e-9,
                dofs,
                List.of(),
                List.of(),
                InitialState.NONE,
                "minMax",
                0);
    }

    static TokenizerTrial of(RobotEpisode episode, TokenizerSpec spec) {
        ActionTokenizer tokenizer = ActionTokenizer.of(spec);
        List<float[]> windows = episode.windows(1);
        int dofs = episode.dofs().size();
        double[] squares = new double[dofs];
        double size = 0;
        long tokens = 0;
        int[] into = new int[tokenizer.maxTokens()];
        float[] state = new float[dofs];
        float[] samples = new float[episode.samples() * dofs];
        for (float[] window : windows) {
            int count = tokenizer.encode(window, state, into, 0);
            tokenizer.decode(into, 0, count, state, samples);
            tokens += count;
            for (int i = 0; i < window.length; i++) {
                squares[i % dofs] += Math.pow(samples[i] - window[i], 2);
                size += Math.pow(window[i], 2);
            }
        }
        return made(episode, spec, squares, size, tokens, windows.size());
    }

    /** Microseconds that encoding and decoding a chunk take: of each the fastest pass over the windows, after as long to warm up. */
    TokenizerTrial timed(RobotEpisode episode, TokenizerSpec spec) {
        ActionTokenizer of = ActionTokenizer.of(spec);
        List<float[]> windows = episode.windows(1);
        int[][] into = new int[windows.size()][of.maxTokens()];
        int[] counts = new int[windows.size()];
        float[] state = new float[episode.dofs().size()];
        float[] samples = new float[episode.samples() * state.length];
        double encode = Double.POSITIVE_INFINITY;
        double decode = Double.POSITIVE_INFINITY;
        long warm = System.nanoTime() + WARM_UP_NS;
        long end = warm + WARM_UP_NS;
        while (System.nanoTime() < end) {
            boolean warmedUp = System.nanoTime() > warm;
            long start = System.nanoTime();
            for (int w = 0; w < counts.length; w++) {
                counts[w] = of.encode(windows.get(w), state, into[w], 0);
            }
            long encoded = System.nanoTime();
            for (int w = 0; w < counts.length; w++) {
                of.decode(into[w], 0, counts[w], state, samples);
            }
            if (warmedUp) {
                encode = Math.min(encode, (encoded - start) / 1e3 / counts.length);
                decode = Math.min(decode, (System.nanoTime() - encoded) / 1e3 / counts.length);
            }
        }
        return new TokenizerTrial(tokenizer, tokens, bits, relative, ofRange, worstOfRange, worstDof, encode, decode);
    }

    private static TokenizerTrial made(
            RobotEpisode episode, TokenizerSpec spec, double[] squares, double size, long tokens, int windows) {
        double all = 0;
        double shares = 0;
        int worst = 0;
        double[] ofRange = new double[squares.length];
        for (int d = 0; d < squares.length; d++) {
            all += squares[d];
            double mean = squares[d] / windows / episode.samples();
            ofRange[d] = Math.sqrt(mean) / episode.range(d);
            shares += ofRange[d] * ofRange[d] / squares.length;
            worst = ofRange[d] > ofRange[worst] ? d : worst;
        }
        double each = (double) tokens / windows;
        return new TokenizerTrial(
                spec.tokenizer(),
                each,
                each * Math.log(spec.vocabulary()) / Math.log(2),
                Math.sqrt(all / size),
                Math.sqrt(shares),
                ofRange[worst],
                episode.dofs().get(worst),
                Double.NaN,
                Double.NaN);
    }

    private static double[] doubles(float[] values) {
        double[] d = new double[values.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = values[i];
        }
        return d;
    }
}

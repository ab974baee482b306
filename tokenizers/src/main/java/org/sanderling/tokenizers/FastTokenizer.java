package org.sanderling.tokenizers;

import java.util.List;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/**
 * FAST: scaled and rounded cosine-transform coefficients over time, low frequencies first, joined by byte-pair encoding; the number of tokens varies.
 * Kept to compare with; decoding allocates. Immutable; any thread.
 *
 * <p>Samples are mapped to [−1, 1] by one pair of bounds a DoF (its quantiles), not clipped; coefficients beyond the alphabet of V − merges values are.
 * A number of tokens that does not expand to T·D coefficients is an error, where the published code decodes to zeros.
 *
 * <p>Source: FAST, arXiv 2501.09747.
 */
public final class FastTokenizer implements ActionTokenizer {
    private final TokenizerSpec spec;
    private final ControlPointBounds bounds;
    private final BytePairs pairs;
    private final int samples;
    private final int dofs;
    private final int alphabet;
    private final double scale;
    /** Orthonormal DCT-II [frequency][sample]. */
    private final double[] cosines;

    /** @throws TokenizerException where the spec is not one of FAST with a pair of bounds a DoF */
    public FastTokenizer(TokenizerSpec spec) {
        if (spec.initialState() != InitialState.NONE) {
            throw new TokenizerException("initialState is for beast only; leave it out or use tokenizer: beast");
        }
        this.spec = spec;
        this.bounds = new ControlPointBounds(spec, 1);
        this.samples = spec.samples();
        this.dofs = spec.dofs().size();
        this.scale = spec.options().scale();
        this.alphabet = spec.vocabulary() - spec.options().merges().size();
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new TokenizerException("scale " + scale + " is not a number above 0");
        }
        if (alphabet < 2) {
            throw new TokenizerException("vocabulary " + spec.vocabulary() + " leaves no room beside "
                    + spec.options().merges().size() + " merges; raise it");
        }
        this.pairs = new BytePairs(alphabet, spec.options().merges());
        this.cosines = new double[samples * samples];
        for (int f = 0; f < samples; f++) {
            double norm = Math.sqrt((f == 0 ? 1.0 : 2.0) / samples);
            for (int t = 0; t < samples; t++) {
                cosines[f * samples + t] = norm * Math.cos(Math.PI * (t + 0.5) * f / samples);
            }
        }
    }

    /**
     * The spec with merges learnt from chunks [T][D]; its vocabulary is split into an alphabet and as many merges as asked for (or fewer where no pair of
     * coefficients comes twice, with the vocabulary reduced by as many).
     */
    public static TokenizerSpec train(TokenizerSpec spec, List<float[]> chunks, int merges) {
        int alphabet = spec.vocabulary() - merges;
        FastTokenizer plain = new FastTokenizer(
                spec.withVocabulary(alphabet).withOptions(spec.options().withMerges(List.of())));
        List<int[]> sequences = chunks.stream()
                .map(chunk -> {
                    int[] symbols = new int[plain.maxTokens()];
                    plain.encode(chunk, new float[0], symbols, 0);
                    return symbols;
                })
                .toList();
        List<Merge> learnt = BytePairs.train(sequences, alphabet, merges);
        return spec.withVocabulary(alphabet + learnt.size())
                .withOptions(spec.options().withMerges(learnt));
    }

    @Override
    public TokenizerSpec spec() {
        return spec;
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int dofs() {
        return dofs;
    }

    @Override
    public int vocabulary() {
        return spec.vocabulary();
    }

    @Override
    public int maxTokens() {
        return samples * dofs;
    }

    @Override
    public int encode(float[] chunk, float[] lastAction, int[] tokens, int offset) {
        for (int f = 0; f < samples; f++) {
            for (int d = 0; d < dofs; d++) {
                double c = 0;
                for (int t = 0; t < samples; t++) {
                    c += cosines[f * samples + t] * bounds.scaled(d, chunk[t * dofs + d]);
                }
                if (!Double.isFinite(c)) {
                    throw new TokenizerException("DoF " + spec.dofs().get(d).name()
                            + " has a sample that is not finite; mend or leave out the chunk");
                }
                long value = (long) Math.rint(c * scale) + alphabet / 2;
                tokens[offset + f * dofs + d] = (int) Math.min(Math.max(value, 0), alphabet - 1);
            }
        }
        return pairs.encode(tokens, offset, maxTokens());
    }

    @Override
    public void decode(int[] tokens, int offset, int count, float[] lastAction, float[] samples) {
        int[] symbols = new int[maxTokens()];
        int used = 0;
        for (int i = 0; i < count; i++) {
            int token = tokens[offset + i];
            bounds.check(token, i);
            int[] expanded = pairs.expand(token);
            if (used + expanded.length <= symbols.length) {
                System.arraycopy(expanded, 0, symbols, used, expanded.length);
            }
            used += expanded.length;
        }
        if (used != symbols.length) {
            throw new TokenizerException(count + " tokens stand for " + used + " coefficients; a chunk has "
                    + this.samples + " × " + dofs + " = " + symbols.length);
        }
        double[] sums = new double[symbols.length];
        for (int f = 0; f < this.samples; f++) {
            for (int t = 0; t < this.samples; t++) {
                for (int d = 0; d < dofs; d++) {
                    sums[t * dofs + d] += cosines[f * this.samples + t] * (symbols[f * dofs + d] - alphabet / 2);
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            samples[i] = (float) bounds.unscaled(i % dofs, sums[i] / scale);
        }
    }
}

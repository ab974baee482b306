package org.sanderling.tokenizers;

import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/**
 * Binning: every sample by itself becomes one of V equally spaced values between its DoF's bounds; T·D tokens, sample-major. Kept to compare with. Immutable;
 * any thread; nothing is allocated.
 *
 * <p>Source: RT-2, arXiv 2307.15818.
 */
public final class BinningTokenizer implements ActionTokenizer {
    private final TokenizerSpec spec;
    private final ControlPointBounds bounds;
    private final int dofs;

    /** @throws TokenizerException where the spec has no pair of bounds a DoF */
    public BinningTokenizer(TokenizerSpec spec) {
        if (spec.initialState() != InitialState.NONE) {
            throw new TokenizerException("initialState is for beast only; leave it out or use tokenizer: beast");
        }
        this.spec = spec;
        this.bounds = new ControlPointBounds(spec, 1);
        this.dofs = spec.dofs().size();
    }

    @Override
    public TokenizerSpec spec() {
        return spec;
    }

    @Override
    public int samples() {
        return spec.samples();
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
        return spec.samples() * dofs;
    }

    @Override
    public int encode(float[] chunk, float[] lastAction, int[] tokens, int offset) {
        for (int i = 0; i < maxTokens(); i++) {
            if (!Float.isFinite(chunk[i])) {
                throw new TokenizerException("sample " + i / dofs + " of DoF "
                        + spec.dofs().get(i % dofs).name() + " is " + chunk[i] + "; mend or leave out the chunk");
            }
            tokens[offset + i] = bounds.token(i % dofs, chunk[i]);
        }
        return maxTokens();
    }

    @Override
    public void decode(int[] tokens, int offset, int count, float[] lastAction, float[] samples) {
        if (count != maxTokens()) {
            throw new TokenizerException(
                    count + " tokens; a chunk has " + spec.samples() + " × " + dofs + " = " + maxTokens());
        }
        for (int i = 0; i < count; i++) {
            bounds.check(tokens[offset + i], i);
            samples[i] = (float) bounds.value(i % dofs, tokens[offset + i]);
        }
    }
}

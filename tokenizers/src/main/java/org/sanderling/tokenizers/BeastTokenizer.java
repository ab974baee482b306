package org.sanderling.tokenizers;

import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/**
 * BEAST: B-spline control points as tokens, as many for every chunk.
 *
 * <p>Shapes: chunks [T][D] flat; control points DoF-major [D][N] flat; tokens basis-major, DoF-minor: {@code tokens[offset + k D + d]}. Times in s from the
 * chunk's first sample. No method allocates, all arrays are the caller's. Immutable; any thread.
 *
 * <p>Source: BEAST, arXiv 2506.06072.
 */
public final class BeastTokenizer implements ActionTokenizer {
    private final TokenizerSpec spec;
    private final BeastSpline spline;
    private final Seam seam;
    private final ControlPointBounds bounds;
    private final int dofs;
    private final int controlPoints;
    private final BlockFit blockFit;
    private final SpanDecode spanDecode;

    /** @throws TokenizerException where the spec is not one of BEAST with bounds; says which value and what is allowed */
    public BeastTokenizer(TokenizerSpec spec) {
        this.spec = spec;
        this.spline = new BeastSpline(spec);
        this.seam = spline.seam();
        this.bounds = new ControlPointBounds(spec, spec.controlPoints());
        this.dofs = spline.dofs();
        this.controlPoints = spline.controlPoints();
        this.blockFit = new BlockFit(this, seam, spline.tiedFit());
        this.spanDecode = new SpanDecode(this, bounds, seam);
    }

    @Override
    public TokenizerSpec spec() {
        return spec;
    }

    @Override
    public int samples() {
        return spline.samples();
    }

    @Override
    public int dofs() {
        return dofs;
    }

    @Override
    public int vocabulary() {
        return bounds.vocabulary();
    }

    @Override
    public int maxTokens() {
        return tokenCount();
    }

    /** Tokens of a chunk, N·D. */
    public int tokenCount() {
        return dofs * controlPoints;
    }

    /** The splines, without tokens. */
    public BeastSpline spline() {
        return spline;
    }

    /** Control points of a chunk as it is, untied; where the spec ties it to the state before it use {@link #fit(float[], float[], float[])}. */
    public void fit(float[] chunk, float[] controlPoints) {
        spline.fit(chunk, controlPoints);
    }

    /** Control points of a chunk, tied to the state before it as the spec says; see {@link BeastSpline#fit(float[], float[], float[])}. */
    public void fit(float[] chunk, float[] lastAction, float[] controlPoints) {
        spline.fit(chunk, lastAction, controlPoints);
    }

    @Override
    public int stateSize() {
        return spline.stateSize();
    }

    /**
     * Tokens of fitted control points, rounded half to even.
     *
     * @return how many control points lay outside their bounds and were clipped
     * @throws TokenizerException where a control point is not finite
     */
    public int quantize(float[] controlPoints, int[] tokens, int offset) {
        int clipped = 0;
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                int i = d * this.controlPoints + k;
                tokens[offset + k * dofs + d] = token(i, controlPoints[i]);
                clipped += bounds.clips(i, controlPoints[i]) ? 1 : 0;
            }
        }
        return clipped;
    }

    /** The same of float64 control points; {@code count} counts on. A control point that the state before the chunk gives has no part in it. */
    public void quantize(double[] controlPoints, int[] tokens, int offset, ClipCount count) {
        for (int d = 0; d < dofs; d++) {
            int clipped = 0;
            for (int k = 0; k < this.controlPoints; k++) {
                int i = d * this.controlPoints + k;
                tokens[offset + k * dofs + d] = token(i, controlPoints[i]);
                clipped += k >= seam.given(d) && bounds.clips(i, controlPoints[i]) ? 1 : 0;
            }
            count.add(d, clipped, this.controlPoints - seam.given(d));
        }
    }

    /** Continuous tokens in [−1, 1], clipped, DoF-major as the control points. */
    public void normalise(double[] controlPoints, double[] normalised) {
        for (int i = 0; i < bounds.size(); i++) {
            normalised[i] = bounds.normalised(i, controlPoints[i]);
        }
    }

    /** Control points of continuous tokens, tied to the last action as {@link #dequantize} does. */
    public void denormalise(float[] normalised, float[] lastAction, float[] controlPoints) {
        for (int i = 0; i < bounds.size(); i++) {
            controlPoints[i] = tied(bounds.denormalised(i, normalised[i]), i, lastAction);
        }
    }

    /**
     * Control points of tokens. With {@link InitialState#OVERWRITE} the first of each DoF is the last action (a zero-order DoF keeps its own, as its first
     * control point is a whole interval's value); with {@link InitialState#RESIDUAL} the last action is added to all. With continuity the state gives the
     * first or first two, whatever their tokens say.
     *
     * @param lastAction state before the chunk, {@link #stateSize} values
     * @throws TokenizerException where a token is outside the vocabulary
     */
    public void dequantize(int[] tokens, int offset, float[] lastAction, float[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                int i = d * this.controlPoints + k;
                controlPoints[i] = tied(value(i, tokens[offset + k * dofs + d], k * dofs + d), i, lastAction);
            }
        }
    }

    /** The spline at the chunk's own T times, into {@code samples} [T][D]. */
    public void reconstruct(float[] controlPoints, float[] samples) {
        spline.reconstruct(controlPoints, samples);
    }

    /** One DoF at any time; times outside the chunk give its ends. */
    public float evaluate(float[] controlPoints, int dof, float tS) {
        return spline.evaluate(controlPoints, dof, tS);
    }

    /** All DoFs at any time, into {@code out} [D]; times outside the chunk give its ends. */
    public void evaluate(float[] controlPoints, float tS, float[] out) {
        spline.evaluate(controlPoints, tS, out);
    }

    /** Derivative by time of the given order of all DoFs, in unit/s^order, into {@code out} [D]; see {@link BeastSpline#derivative}. */
    public void derivative(float[] controlPoints, int order, float tS, float[] out) {
        spline.derivative(controlPoints, order, tS, out);
    }

    @Override
    public int encode(float[] chunk, float[] lastAction, int[] tokens, int offset) {
        blockFit.encode(chunk, 0, lastAction, tokens, offset);
        return tokenCount();
    }

    /**
     * Many chunks at once, all tied to the same state (any array where the spec ties none).
     *
     * @param chunks [count][T][D]
     * @param tokens result [count][N·D]
     * @throws TokenizerException where a sample is not finite
     */
    public void encodeBatch(float[] chunks, int count, float[] lastAction, int[] tokens) {
        for (int i = 0; i < count; i++) {
            blockFit.encode(chunks, i * samples() * dofs, lastAction, tokens, i * tokenCount());
        }
    }

    @Override
    public void decode(int[] tokens, int offset, int count, float[] lastAction, float[] samples) {
        if (count != tokenCount()) {
            throw new TokenizerException(
                    count + " tokens; a chunk has " + controlPoints + " × " + dofs + " = " + tokenCount());
        }
        spanDecode.decode(tokens, offset, lastAction, samples, 0);
        spline.project(samples, 0, samples());
    }

    /**
     * Many chunks at once, all tied to the same state (any array where the spec ties none).
     *
     * @param tokens [count][N·D]
     * @param samples result [count][T][D]
     * @throws TokenizerException where a token is outside the vocabulary
     */
    public void decodeBatch(int[] tokens, int count, float[] lastAction, float[] samples) {
        for (int i = 0; i < count; i++) {
            spanDecode.decode(tokens, i * tokenCount(), lastAction, samples, i * samples() * dofs);
        }
        spline.project(samples, 0, count * samples());
    }

    /**
     * All DoFs at one time straight from tokens, into {@code out} [D]; dequantises only the control points that this time depends on. A controller that
     * evaluates one chunk often is better served by {@link #dequantize} once and {@link #evaluate(float[], float, float[])} each time.
     */
    public void decode(int[] tokens, int offset, float[] lastAction, float tS, float[] out) {
        for (int d = 0; d < dofs; d++) {
            out[d] = spline.curves().evaluate(this, tokens, offset, lastAction, d, tS);
        }
        spline.project(out, 0, 1);
    }

    /**
     * Counts, by DoF, tokens within a hundredth of the vocabulary's ends: what they stand for did not fit its bounds, or just did. (A decoder that takes the
     * mean of what a model thinks likely never gives the end itself.) A token that the state before the chunk replaces, and one of a zero-order DoF, which
     * lives at its ends (a gripper), have no part in it.
     */
    public void countSaturated(int[] tokens, int offset, ClipCount count) {
        int low = vocabulary() / 100;
        int high = vocabulary() - 1 - low;
        for (int d = 0; d < dofs; d++) {
            if (spline.degree(d) == 0) {
                continue;
            }
            int saturated = 0;
            for (int k = seam.given(d); k < controlPoints; k++) {
                int token = tokens[offset + k * dofs + d];
                saturated += token <= low || token >= high ? 1 : 0;
            }
            count.add(d, saturated, controlPoints - seam.given(d));
        }
    }

    /** Language-model ids of tokens: the vocabulary's last ones, counted down. */
    public void toLanguageModel(int[] tokens, int[] ids) {
        for (int i = 0; i < tokens.length; i++) {
            ids[i] = spec.languageModelVocabulary() - 1 - tokens[i];
        }
    }

    /** Control point k of DoF d that a token stands for, tied to the state before the chunk. */
    float controlPoint(int[] tokens, int offset, int d, int k, float[] state) {
        int position = k * dofs + d;
        return seam.decoded(value(d * controlPoints + k, tokens[offset + position], position), d, k, state);
    }

    int token(int i, double c) {
        if (!(Math.abs(c) <= Double.MAX_VALUE)) {
            throw new TokenizerException("control point " + i % controlPoints + " of DoF "
                    + spec.dofs().get(i / controlPoints).name() + " is " + c
                    + "; the chunk has a sample that is not finite");
        }
        return bounds.token(i, c);
    }

    private double value(int i, int token, int position) {
        bounds.check(token, position);
        return bounds.value(i, token);
    }

    private float tied(double c, int i, float[] lastAction) {
        return seam.decoded(c, i / controlPoints, i % controlPoints, lastAction);
    }
}

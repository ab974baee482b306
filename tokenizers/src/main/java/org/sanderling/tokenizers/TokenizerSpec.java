package org.sanderling.tokenizers;

import java.util.List;

/**
 * How actions become tokens: the saved form of a tokenizer.
 *
 * @param tokenizer {@code beast}, {@code fast} or {@code binning}
 * @param samples samples of one chunk, T
 * @param rateHz rate of the samples; NaN where it was not given
 * @param durationS span of a chunk, s
 * @param controlPoints number of control points, N
 * @param degree degree of the B-spline, p
 * @param vocabulary number of token values, V
 * @param ridge ridge term of the fit, λ
 * @param dofs degrees of freedom in the columns' order
 * @param boundsMin lower bound of each (DoF, basis), DoF-major; empty where bounds are still to be calibrated
 * @param boundsMax upper bounds, likewise
 * @param initialState what ties a chunk to the state before it
 * @param calibrate how missing bounds are to be found: {@code minMax}, {@code quantile}; empty where bounds are given
 * @param languageModelVocabulary size of a language model's vocabulary whose last ids stand for tokens; 0 for none
 * @param options what few tokenizers need
 */
public record TokenizerSpec(
        String tokenizer,
        int samples,
        double rateHz,
        double durationS,
        int controlPoints,
        int degree,
        int vocabulary,
        double ridge,
        List<Dof> dofs,
        List<Double> boundsMin,
        List<Double> boundsMax,
        InitialState initialState,
        String calibrate,
        int languageModelVocabulary,
        TokenizerOptions options) {

    /** Version of the saved form. */
    public static final int VERSION = 1;

    /**
     * A degree of freedom.
     *
     * @param name its column
     * @param unit its unit, {@code 1} where it has none
     * @param degree its own spline degree (0 for a gripper); −1 for the spec's
     */
    public record Dof(String name, String unit, int degree) {}

    /** What ties a chunk to the state before it. */
    public enum InitialState {
        /** Nothing. */
        NONE,
        /** The first control point is set to the last action when decoding; a zero-order DoF keeps its own. */
        OVERWRITE,
        /**
         * The first control point is the last action, and the others are fitted to what it leaves, a − c₀Φ₀; a zero-order DoF keeps its own.
         */
        RESIDUAL
    }

    public TokenizerSpec {
        dofs = List.copyOf(dofs);
        boundsMin = List.copyOf(boundsMin);
        boundsMax = List.copyOf(boundsMax);
    }

    /** A spec without further options. */
    public TokenizerSpec(
            String tokenizer,
            int samples,
            double rateHz,
            double durationS,
            int controlPoints,
            int degree,
            int vocabulary,
            double ridge,
            List<Dof> dofs,
            List<Double> boundsMin,
            List<Double> boundsMax,
            InitialState initialState,
            String calibrate,
            int languageModelVocabulary) {
        this(
                tokenizer,
                samples,
                rateHz,
                durationS,
                controlPoints,
                degree,
                vocabulary,
                ridge,
                dofs,
                boundsMin,
                boundsMax,
                initialState,
                calibrate,
                languageModelVocabulary,
                TokenizerOptions.NONE);
    }

    /** SHA-256 of everything in the spec, in hexadecimal: two specs make the same tokens of the same chunk where it is the same. */
    public String hash() {
        return SpecHash.of(this);
    }

    /** Spline degree of DoF d: its own or the spec's. */
    public int degreeOf(int d) {
        return dofs.get(d).degree() < 0 ? degree : dofs.get(d).degree();
    }

    /** The columns' names, in order. */
    public List<String> names() {
        return dofs.stream().map(Dof::name).toList();
    }

    /** The same spec with bounds, one pair for each (DoF, basis), DoF-major (for FAST and binning one pair for each DoF). */
    public TokenizerSpec withBounds(List<Double> min, List<Double> max) {
        return new TokenizerSpec(
                tokenizer,
                samples,
                rateHz,
                durationS,
                controlPoints,
                degree,
                vocabulary,
                ridge,
                dofs,
                min,
                max,
                initialState,
                "",
                languageModelVocabulary,
                options);
    }

    /** The same spec with another number of token values. */
    public TokenizerSpec withVocabulary(int other) {
        return new TokenizerSpec(
                tokenizer,
                samples,
                rateHz,
                durationS,
                controlPoints,
                degree,
                other,
                ridge,
                dofs,
                boundsMin,
                boundsMax,
                initialState,
                calibrate,
                languageModelVocabulary,
                options);
    }

    /** The same spec with other options. */
    public TokenizerSpec withOptions(TokenizerOptions other) {
        return new TokenizerSpec(
                tokenizer,
                samples,
                rateHz,
                durationS,
                controlPoints,
                degree,
                vocabulary,
                ridge,
                dofs,
                boundsMin,
                boundsMax,
                initialState,
                calibrate,
                languageModelVocabulary,
                other);
    }
}

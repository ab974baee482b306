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
        int languageModelVocabulary) {

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
        /** The first control point is set to the last action when decoding. */
        OVERWRITE,
        /** The tokens stand for the difference to the last action. */
        RESIDUAL
    }

    public TokenizerSpec {
        dofs = List.copyOf(dofs);
        boundsMin = List.copyOf(boundsMin);
        boundsMax = List.copyOf(boundsMax);
    }
}

package org.sanderling.tokenizers;

/**
 * The B-splines of a chunk: fits control points to samples and evaluates them again, in any time, with derivatives of any order. Knows no tokens.
 *
 * <p>Shapes: samples [T][D] flat, control points DoF-major [D][N] flat. Times in s from the chunk's first sample. Everything is precomputed in float64;
 * no method allocates. Immutable; any thread.
 *
 * <p>Source: BEAST, arXiv 2506.06072.
 */
public final class BeastSpline {
    private final int samples;
    private final int dofs;
    private final int controlPoints;
    private final double durationS;
    private final SplineBasis[] bases;
    private final SampleGrid[] grids;
    private final RidgeFit[] fits;
    private final TiedFit tiedFit;
    private final Seam seam;
    private final Rotations rotations;
    private final SplineCurves curves;

    /** @throws TokenizerException where the spec is none of a B-spline; says which value and what is allowed */
    public BeastSpline(TokenizerSpec spec) {
        SplineCheck.check(spec);
        this.samples = spec.samples();
        this.dofs = spec.dofs().size();
        this.controlPoints = spec.controlPoints();
        this.durationS = spec.durationS();
        this.bases = new SplineBasis[dofs];
        this.grids = new SampleGrid[dofs];
        this.fits = new RidgeFit[dofs];
        this.seam = new Seam(spec);
        this.rotations = new Rotations(spec);
        for (int d = 0; d < dofs; d++) {
            int same = sameDegree(spec, d);
            bases[d] = same < d ? bases[same] : new SplineBasis(controlPoints, spec.degreeOf(d));
            grids[d] = same < d ? grids[same] : new SampleGrid(bases[d], samples);
            fits[d] = same < d ? fits[same] : new RidgeFit(grids[d], spec.ridge(), 0);
        }
        this.curves =
                new SplineCurves(bases, controlPoints, durationS, spec.options().delayS());
        this.tiedFit = new TiedFit(seam, fits, grids, spec.ridge());
    }

    private static int sameDegree(TokenizerSpec spec, int d) {
        int same = 0;
        while (spec.degreeOf(same) != spec.degreeOf(d)) {
            same++;
        }
        return same;
    }

    /** T. */
    public int samples() {
        return samples;
    }

    /** D. */
    public int dofs() {
        return dofs;
    }

    /** N. */
    public int controlPoints() {
        return controlPoints;
    }

    /** Span of a chunk, s. */
    public double durationS() {
        return durationS;
    }

    /** Degree of DoF d. */
    public int degree(int d) {
        return bases[d].degree();
    }

    /** Intervals between knots of DoF d, all of one length. */
    public int spans(int d) {
        return bases[d].spans();
    }

    /** Phase in [0, 1] at which control point k of DoF d has the most say: the mean of the knots within its function (Greville's abscissa). */
    public double greville(int d, int k) {
        return bases[d].greville(k);
    }

    /**
     * Least squares fit with a ridge.
     *
     * @param chunk samples [T][D]
     * @param controlPoints result [D][N]
     */
    public void fit(float[] chunk, float[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = (float) fits[d].controlPoint(chunk, d, dofs, k);
            }
        }
    }

    /**
     * The fit as the spec ties it to the state before the chunk: of what the control points that the state gives leave (residual, continuity).
     *
     * @param state see {@link #stateSize}
     */
    public void fit(float[] chunk, float[] state, float[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = (float) controlPoint(chunk, state, d, k);
            }
        }
    }

    /** The same of float64 samples, in float64. */
    public void fit(double[] chunk, float[] state, double[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = tiedFit.controlPoint(chunk, state, d, k);
            }
        }
    }

    /** Control point k of DoF d of the tied fit, float64. */
    double controlPoint(float[] chunk, float[] state, int d, int k) {
        return tiedFit.controlPoint(chunk, state, d, k);
    }

    /**
     * Values of the state before a chunk that the spec reads: 0 (none), D (positions) or 2 D (positions, then velocities in unit/s).
     */
    public int stateSize() {
        return seam.stateSize();
    }

    /** Whether control point i, DoF-major, is given by the state before the chunk: decoding does not read its token. */
    public boolean isGiven(int i) {
        return i % controlPoints < seam.given(i / controlPoints);
    }

    /** Control points as they decode where none is rounded: tied ones of {@link #fit(double[], float[], double[])} less the tie. */
    public void absolute(double[] tied, float[] state, float[] controlPoints) {
        for (int i = 0; i < tied.length; i++) {
            controlPoints[i] = seam.decoded(tied[i], i / this.controlPoints, i % this.controlPoints, state);
        }
    }

    /** State at the end of a chunk, for the next one: positions [D] and, where there is room for them, velocities [D]. */
    public void stateAtEnd(float[] controlPoints, float[] state) {
        for (int d = 0; d < dofs; d++) {
            int last = (d + 1) * this.controlPoints - 1;
            state[d] = controlPoints[last];
            if (state.length >= 2 * dofs) {
                int degree = bases[d].degree();
                state[dofs + d] = degree == 0
                        ? 0
                        : (float) ((controlPoints[last] - controlPoints[last - 1])
                                * degree
                                * bases[d].spans()
                                / durationS);
            }
        }
    }

    Seam seam() {
        return seam;
    }

    TiedFit tiedFit() {
        return tiedFit;
    }

    SampleGrid grid(int d) {
        return grids[d];
    }

    /**
     * The spline at the chunk's own T times.
     *
     * @param controlPoints [D][N]
     * @param samples result [T][D]
     */
    public void reconstruct(float[] controlPoints, float[] samples) {
        for (int t = 0; t < this.samples; t++) {
            for (int d = 0; d < dofs; d++) {
                samples[t * dofs + d] = (float) grids[d].at(t, controlPoints, d * this.controlPoints);
            }
        }
        project(samples, 0, this.samples);
    }

    /** Rotations among so many samples [D], kept rotations. */
    void project(float[] samples, int from, int count) {
        if (!rotations.none()) {
            for (int t = 0; t < count; t++) {
                rotations.project(samples, from + t * dofs);
            }
        }
    }

    /**
     * Gives the quaternions of a chunk [T][D] the signs of one continuous motion, as a spline needs them: q and −q are the same rotation.
     *
     * @param state [D], what the first sample's sign is to be near to: the sample before the chunk
     */
    public void align(double[] chunk, float[] state) {
        rotations.align(chunk, state);
    }

    /** The same in float64, rotations as they are: not projected. */
    public void reconstruct(double[] controlPoints, double[] samples) {
        for (int t = 0; t < this.samples; t++) {
            for (int d = 0; d < dofs; d++) {
                samples[t * dofs + d] = grids[d].at(t, controlPoints, d * this.controlPoints);
            }
        }
    }

    /** DoF d at a time, s, a rotation's part as it is (not projected); times outside the chunk give its ends. */
    public float evaluate(float[] controlPoints, int dof, double tS) {
        return curves.evaluate(controlPoints, dof, tS);
    }

    /** The same in float64. */
    public double evaluate(double[] controlPoints, int dof, double tS) {
        return curves.derivative(controlPoints, dof, 0, tS);
    }

    /** All DoFs at a time, s, into {@code out} [D]; times outside the chunk give its ends. */
    public void evaluate(float[] controlPoints, double tS, float[] out) {
        curves.evaluate(controlPoints, tS, out);
        project(out, 0, 1);
    }

    /**
     * Derivative by time of all DoFs, in closed form: order 1 velocity (unit/s), 2 acceleration (unit/s²), 3 jerk, 0 the value; 0 above the degree.
     * On a knot the span that begins there counts. Outside the chunk, where the phase stands still, derivatives are 0. A rotation's parts are those of its
     * spline before it is projected.
     *
     * @param out result [D]
     */
    public void derivative(float[] controlPoints, int order, double tS, float[] out) {
        curves.derivative(controlPoints, order, tS, out);
    }

    /** The same of one DoF, in float64. */
    public double derivative(double[] controlPoints, int dof, int order, double tS) {
        return curves.derivative(controlPoints, dof, order, tS);
    }

    SplineCurves curves() {
        return curves;
    }
}

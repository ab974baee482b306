package org.sanderling.tokenizers;

import java.util.HashSet;
import java.util.Set;

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
    private final double delayS;
    private final SplineBasis[] bases;
    private final SampleGrid[] grids;
    private final RidgeFit[] fits;

    /** @throws TokenizerException where the spec is none of a B-spline; says which value and what is allowed */
    public BeastSpline(TokenizerSpec spec) {
        check(spec);
        this.samples = spec.samples();
        this.dofs = spec.dofs().size();
        this.controlPoints = spec.controlPoints();
        this.durationS = spec.durationS();
        this.delayS = spec.options().delayS();
        this.bases = new SplineBasis[dofs];
        this.grids = new SampleGrid[dofs];
        this.fits = new RidgeFit[dofs];
        for (int d = 0; d < dofs; d++) {
            int same = sameDegree(spec, d);
            bases[d] = same < d ? bases[same] : new SplineBasis(controlPoints, spec.degreeOf(d));
            grids[d] = same < d ? grids[same] : new SampleGrid(bases[d], samples);
            fits[d] = same < d ? fits[same] : new RidgeFit(grids[d], spec.ridge(), 0);
        }
    }

    private static void check(TokenizerSpec spec) {
        Set<String> names = new HashSet<>();
        for (TokenizerSpec.Dof dof : spec.dofs()) {
            if (!names.add(dof.name())) {
                throw new TokenizerException("two DoFs are named " + dof.name() + "; name each column once");
            }
        }
        if (names.isEmpty()) {
            throw new TokenizerException("the spec has no dofs; name at least one column");
        }
        if (spec.controlPoints() < 1 || spec.samples() < spec.controlPoints()) {
            throw new TokenizerException(
                    "controlPoints " + spec.controlPoints() + " is outside 1…samples = " + spec.samples());
        }
        if (!(spec.durationS() > 0) || Double.isInfinite(spec.durationS())) {
            throw new TokenizerException("durationS " + spec.durationS() + " is not a time above 0");
        }
        if (!(spec.ridge() >= 0) || Double.isInfinite(spec.ridge())) {
            throw new TokenizerException("ridge " + spec.ridge() + " is not a number of at least 0");
        }
        if (!Double.isFinite(spec.options().delayS())) {
            throw new TokenizerException("delayS " + spec.options().delayS() + " is not a time");
        }
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

    /**
     * Least squares fit with a ridge.
     *
     * @param chunk samples [T][D]
     * @param controlPoints result [D][N]
     */
    public void fit(float[] chunk, float[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = (float) fits[d].controlPoint(chunk, d, dofs, 0, k);
            }
        }
    }

    /** The same of {@code chunk − origin}, where {@code origin} [D] is taken from every sample. */
    public void fit(float[] chunk, float[] origin, float[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = (float) fits[d].controlPoint(chunk, d, dofs, origin[d], k);
            }
        }
    }

    /** The same in float64. */
    public void fit(double[] chunk, double[] origin, double[] controlPoints) {
        for (int d = 0; d < dofs; d++) {
            for (int k = 0; k < this.controlPoints; k++) {
                controlPoints[d * this.controlPoints + k] = fits[d].controlPoint(chunk, d, dofs, origin[d], k);
            }
        }
    }

    SampleGrid grid(int d) {
        return grids[d];
    }

    /** Control point k of DoF d of {@code chunk − origin}, float64. */
    double controlPoint(float[] chunk, double origin, int d, int k) {
        return fits[d].controlPoint(chunk, d, dofs, origin, k);
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
    }

    /** The same in float64. */
    public void reconstruct(double[] controlPoints, double[] samples) {
        for (int t = 0; t < this.samples; t++) {
            for (int d = 0; d < dofs; d++) {
                samples[t * dofs + d] = grids[d].at(t, controlPoints, d * this.controlPoints);
            }
        }
    }

    /** DoF d at a time, s; times outside the chunk give its ends. */
    public float evaluate(float[] controlPoints, int dof, double tS) {
        SplineBasis basis = bases[dof];
        double along = basis.along((tS - delayS) / durationS);
        int span = basis.span(along);
        double s = 0;
        for (int j = 0; j <= basis.degree(); j++) {
            s += basis.value(span, j, along - span) * controlPoints[dof * this.controlPoints + span + j];
        }
        return (float) s;
    }

    /** The same in float64. */
    public double evaluate(double[] controlPoints, int dof, double tS) {
        return derivative(controlPoints, dof, 0, tS);
    }

    /** All DoFs at a time, s, into {@code out} [D]; times outside the chunk give its ends. */
    public void evaluate(float[] controlPoints, double tS, float[] out) {
        double phase = (tS - delayS) / durationS;
        SplineBasis last = null;
        int span = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        double b5 = 0;
        for (int d = 0; d < dofs; d++) {
            SplineBasis basis = bases[d];
            if (basis != last) {
                double along = basis.along(phase);
                span = basis.span(along);
                double x = along - span;
                b0 = basis.value(span, 0, x);
                b1 = basis.value(span, 1, x);
                b2 = basis.value(span, 2, x);
                b3 = basis.value(span, 3, x);
                b4 = basis.value(span, 4, x);
                b5 = basis.value(span, 5, x);
                last = basis;
            }
            int p = basis.degree();
            int i = d * this.controlPoints + span;
            double s = b0 * controlPoints[i];
            s += p > 0 ? b1 * controlPoints[i + 1] : 0;
            s += p > 1 ? b2 * controlPoints[i + 2] : 0;
            s += p > 2 ? b3 * controlPoints[i + 3] : 0;
            s += p > 3 ? b4 * controlPoints[i + 4] : 0;
            s += p > 4 ? b5 * controlPoints[i + 5] : 0;
            out[d] = (float) s;
        }
    }

    /**
     * Derivative by time of all DoFs, in closed form: order 1 velocity (unit/s), 2 acceleration (unit/s²), 3 jerk, 0 the value; 0 above the degree.
     * On a knot the span that begins there counts. Outside the chunk, where the phase stands still, derivatives are 0.
     *
     * @param out result [D]
     */
    public void derivative(float[] controlPoints, int order, double tS, float[] out) {
        for (int d = 0; d < dofs; d++) {
            SplineBasis basis = bases[d];
            double phase = (tS - delayS) / durationS;
            double along = basis.along(phase);
            int span = basis.span(along);
            double s = 0;
            for (int j = 0; j <= basis.degree(); j++) {
                s += basis.derivative(span, j, along - span, order) * controlPoints[d * this.controlPoints + span + j];
            }
            out[d] = (float) scaled(s, order, phase);
        }
    }

    /** The same of one DoF, in float64. */
    public double derivative(double[] controlPoints, int dof, int order, double tS) {
        SplineBasis basis = bases[dof];
        double phase = (tS - delayS) / durationS;
        double along = basis.along(phase);
        int span = basis.span(along);
        double s = 0;
        for (int j = 0; j <= basis.degree(); j++) {
            s += basis.derivative(span, j, along - span, order) * controlPoints[dof * this.controlPoints + span + j];
        }
        return scaled(s, order, phase);
    }

    private double scaled(double byPhase, int order, double phase) {
        if (order > 0 && (phase < -PHASE_SNAP || phase > 1 + PHASE_SNAP)) {
            return 0;
        }
        double v = byPhase;
        for (int i = 0; i < order; i++) {
            v /= durationS;
        }
        return v;
    }

    /** A phase this close to 0 or 1 still belongs to the chunk: the last of T times need not divide to exactly 1. */
    private static final double PHASE_SNAP = 1e-9;
}

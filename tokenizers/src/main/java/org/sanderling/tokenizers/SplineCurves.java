package org.sanderling.tokenizers;

/**
 * The splines of a chunk at single times: values and derivatives of any order straight from the span's polynomials, without scratch memory. Rotations as
 * they are, not projected. Immutable; any thread.
 */
final class SplineCurves {
    /** A phase this close to 0 or 1 still belongs to the chunk: the last of T times need not divide to exactly 1. */
    private static final double PHASE_SNAP = 1e-9;

    private final SplineBasis[] bases;
    private final int dofs;
    /** N. */
    private final int count;

    private final double durationS;
    private final double delayS;

    SplineCurves(SplineBasis[] bases, int controlPoints, double durationS, double delayS) {
        this.bases = bases;
        this.dofs = bases.length;
        this.count = controlPoints;
        this.durationS = durationS;
        this.delayS = delayS;
    }

    /** DoF d at a time, s, a rotation's part as it is (not projected); times outside the chunk give its ends. */
    float evaluate(float[] controlPoints, int dof, double tS) {
        SplineBasis basis = bases[dof];
        double along = basis.along((tS - delayS) / durationS);
        int span = basis.span(along);
        double s = 0;
        for (int j = 0; j <= basis.degree(); j++) {
            s += basis.value(span, j, along - span) * controlPoints[dof * count + span + j];
        }
        return (float) s;
    }

    /** The same in float64. */
    double evaluate(double[] controlPoints, int dof, double tS) {
        return derivative(controlPoints, dof, 0, tS);
    }

    /** All DoFs at a time, s, into {@code out} [D]; times outside the chunk give its ends. */
    void evaluate(float[] controlPoints, double tS, float[] out) {
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
            int i = d * count + span;
            double s = b0 * controlPoints[i];
            s += p > 0 ? b1 * controlPoints[i + 1] : 0;
            s += p > 1 ? b2 * controlPoints[i + 2] : 0;
            s += p > 2 ? b3 * controlPoints[i + 3] : 0;
            s += p > 3 ? b4 * controlPoints[i + 4] : 0;
            s += p > 4 ? b5 * controlPoints[i + 5] : 0;
            out[d] = (float) s;
        }
    }

    /** DoF d at a time straight from the tokens of a chunk, a rotation's part as it is (not projected). */
    float evaluate(BeastTokenizer tokenizer, int[] tokens, int offset, float[] state, int dof, double tS) {
        SplineBasis basis = bases[dof];
        double along = basis.along((tS - delayS) / durationS);
        int span = basis.span(along);
        double s = 0;
        for (int j = 0; j <= basis.degree(); j++) {
            s += basis.value(span, j, along - span) * tokenizer.controlPoint(tokens, offset, dof, span + j, state);
        }
        return (float) s;
    }

    /** Of the given order, of all DoFs; see {@link BeastSpline#derivative(float[], int, double, float[])}. */
    void derivative(float[] controlPoints, int order, double tS, float[] out) {
        for (int d = 0; d < dofs; d++) {
            SplineBasis basis = bases[d];
            double phase = (tS - delayS) / durationS;
            double along = basis.along(phase);
            int span = basis.span(along);
            double s = 0;
            for (int j = 0; j <= basis.degree(); j++) {
                s += basis.derivative(span, j, along - span, order) * controlPoints[d * count + span + j];
            }
            out[d] = (float) scaled(s, order, phase);
        }
    }

    /** The same of one DoF, in float64. */
    double derivative(double[] controlPoints, int dof, int order, double tS) {
        SplineBasis basis = bases[dof];
        double phase = (tS - delayS) / durationS;
        double along = basis.along(phase);
        int span = basis.span(along);
        double s = 0;
        for (int j = 0; j <= basis.degree(); j++) {
            s += basis.derivative(span, j, along - span, order) * controlPoints[dof * count + span + j];
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
}

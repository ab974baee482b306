package org.sanderling.tokenizers;

import java.util.List;

/**
 * The range of each (DoF, basis), DoF-major, that V token values divide: q = round((c − min)/(max − min) (V − 1)), half to even, clipped. Immutable; any
 * thread.
 */
final class ControlPointBounds {
    private static final double CLIP_SLACK = 1e-6;

    private final double[] min;
    private final double[] max;
    private final double[] width;
    /** Of one token to the next. */
    private final double[] step;
    /** The same in emission order: basis-major, DoF-minor. */
    private final double[] emittedMin;

    private final double[] emittedStep;
    private final int dofs;

    private final int top;

    /** @param perDof pairs for each DoF: N, or 1 */
    ControlPointBounds(TokenizerSpec spec, int perDof) {
        int count = spec.dofs().size() * perDof;
        List<Double> lower = spec.boundsMin();
        List<Double> upper = spec.boundsMax();
        if (lower.size() != count || upper.size() != count) {
            throw new TokenizerException("bounds have " + lower.size() + " min and " + upper.size() + " max values; "
                    + spec.dofs().size() + " DoFs × " + perDof + " = " + count + " are needed of each"
                    + (lower.isEmpty() ? ", or calibrate them first" : ""));
        }
        if (spec.vocabulary() < 2 || spec.vocabulary() > 65_536) {
            throw new TokenizerException("vocabulary " + spec.vocabulary() + " is outside 2…65536");
        }
        this.top = spec.vocabulary() - 1;
        this.min = lower.stream().mapToDouble(Double::doubleValue).toArray();
        this.max = upper.stream().mapToDouble(Double::doubleValue).toArray();
        this.width = new double[count];
        this.dofs = count / perDof;
        this.emittedMin = new double[count];
        this.emittedStep = new double[count];
        this.step = new double[count];
        for (int i = 0; i < count; i++) {
            width[i] = max[i] - min[i];
            step[i] = width[i] / top;
            emittedMin[i % perDof * dofs + i / perDof] = min[i];
            emittedStep[i % perDof * dofs + i / perDof] = step[i];
            if (!(max[i] > min[i]) || Double.isInfinite(min[i]) || Double.isInfinite(max[i])) {
                throw new TokenizerException("bounds of DoF "
                        + spec.dofs().get(i / perDof).name() + ", basis " + i % perDof + ": min " + min[i]
                        + " is not below max " + max[i] + "; widen them, or leave out a column that never changes");
            }
        }
    }

    int size() {
        return min.length;
    }

    /** Whether a control point lies outside, by more than a millionth of the range: less is float32 rounding of one that lies on the bound. */
    boolean clips(int i, double c) {
        double slack = CLIP_SLACK * (max[i] - min[i]);
        return c < min[i] - slack || c > max[i] + slack;
    }

    int token(int i, double c) {
        double x = (c - min[i]) / width[i];
        // Comparisons, not Math.min: what is not a number was refused before, and this is half as long.
        return (int) Math.rint((x > 0 ? x < 1 ? x : 1 : 0) * top);
    }

    /** The middle of what a token stands for. */
    double value(int i, int token) {
        return min[i] + step[i] * token;
    }

    /**
     * What all tokens of a chunk stand for, in emission order, into {@code into[to]} on.
     *
     * @throws TokenizerException where a token is outside the vocabulary
     */
    void dequantise(int[] tokens, int offset, float[] into, int to) {
        int outside = 0;
        for (int i = 0; i < emittedMin.length; i++) {
            int token = tokens[offset + i];
            outside |= token | top - token;
            into[to + i] = (float) (emittedMin[i] + emittedStep[i] * token);
        }
        if (outside < 0) {
            for (int i = 0; i < emittedMin.length; i++) {
                check(tokens[offset + i], i);
            }
        }
    }

    /** @throws TokenizerException where a token is outside the vocabulary */
    void check(int token, int position) {
        if (!isToken(token)) {
            throw new TokenizerException(
                    "token " + token + " at position " + position + " is outside 0…" + (vocabulary() - 1));
        }
    }

    /** Continuous token in [−1, 1]. */
    double normalised(int i, double c) {
        return Math.min(Math.max(2 * (c - min[i]) / (max[i] - min[i]) - 1, -1), 1);
    }

    double denormalised(int i, double normalised) {
        return min[i] + (max[i] - min[i]) * (Math.min(Math.max(normalised, -1), 1) + 1) / 2;
    }

    /** The range mapped to [−1, 1], not clipped. */
    double scaled(int i, double c) {
        return 2 * (c - min[i]) / (max[i] - min[i]) - 1;
    }

    double unscaled(int i, double scaled) {
        return min[i] + (max[i] - min[i]) * (scaled + 1) / 2;
    }

    boolean isToken(int token) {
        return token >= 0 && token <= top;
    }

    int vocabulary() {
        return top + 1;
    }
}

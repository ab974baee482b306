package org.sanderling.tokenizers;

import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/**
 * What ties a chunk to the state before it. A state holds the positions [D] and, for continuity of velocity, behind them the velocities [D] in unit/s. A
 * zero-order DoF is never overwritten or continued: its first control point is a whole interval's value. Immutable; any thread.
 */
final class Seam {
    private final InitialState initial;
    private final int dofs;
    private final boolean carriesVelocity;
    private final int[] given;
    private final boolean[] overwritten;
    /** From velocity to the step between the first two control points, s. */
    private final double[] step;

    private final double[] velocityLimit;

    Seam(TokenizerSpec spec) {
        Continuity continuity = spec.options().continuity();
        this.initial = spec.initialState();
        this.dofs = spec.dofs().size();
        this.carriesVelocity = continuity == Continuity.POSITION_VELOCITY;
        this.given = new int[dofs];
        this.overwritten = new boolean[dofs];
        this.step = new double[dofs];
        this.velocityLimit = new double[dofs];
        int limits = spec.options().velocityLimits().size();
        if (limits != 0 && limits != dofs) {
            throw TokenizerException.velocityLimits(limits, dofs);
        }
        for (int d = 0; d < dofs; d++) {
            int degree = spec.degreeOf(d);
            given[d] = degree == 0 ? 0 : Math.max(continuity.ordinal(), initial == InitialState.RESIDUAL ? 1 : 0);
            overwritten[d] = degree > 0 && initial == InitialState.OVERWRITE;
            step[d] = degree == 0 ? 0 : spec.durationS() / degree / (spec.controlPoints() - degree);
            velocityLimit[d] = limits == 0
                    ? Double.POSITIVE_INFINITY
                    : spec.options().velocityLimits().get(d);
        }
    }

    /** Values of a state that are read: 0, D or 2 D. */
    int stateSize() {
        return carriesVelocity ? 2 * dofs : isTied() ? dofs : 0;
    }

    private boolean isTied() {
        boolean tied = initial != InitialState.NONE;
        for (int n : given) {
            tied |= n > 0;
        }
        return tied;
    }

    /** How many control points of DoF d the state gives: 0, 1 or 2. */
    int given(int d) {
        return given[d];
    }

    /** How many control points of DoF d decode to something else than their tokens. */
    int tied(int d) {
        return Math.max(given[d], overwritten[d] ? 1 : 0);
    }

    /** Control point {@code k < given(d)}. */
    double controlPoint(int d, int k, float[] state) {
        if (k == 0) {
            return state[d];
        }
        double velocity = Math.min(Math.max(state[dofs + d], -velocityLimit[d]), velocityLimit[d]);
        return state[d] + velocity * step[d];
    }

    /** Control point k of DoF d as decoded, from what its token stands for. */
    float decoded(double c, int d, int k, float[] state) {
        if (k < given[d]) {
            return (float) controlPoint(d, k, state);
        }
        if (k == 0 && overwritten[d]) {
            return state[d];
        }
        return (float) c;
    }
}

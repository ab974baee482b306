package org.sanderling.tokenizers;

import java.util.HashSet;
import java.util.Set;

/** What a spec of a B-spline must hold to. */
final class SplineCheck {
    /** Most entries of the matrix from samples to control points: 32 MB. */
    static final int MAX_MATRIX = 1 << 22;

    private SplineCheck() {}

    /** @throws TokenizerException that says which value is not allowed and what is */
    static void check(TokenizerSpec spec) {
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
        if ((long) spec.samples() * spec.controlPoints() > MAX_MATRIX) {
            throw new TokenizerException("samples × controlPoints = " + (long) spec.samples() * spec.controlPoints()
                    + " is above " + MAX_MATRIX + "; cut the recording into shorter chunks");
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
}

package org.sanderling.tokenizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** Specs for tests. */
final class Specs {
    private Specs() {}

    /** BEAST over 1 s with bounds ±2.5 and so many DoFs, the last {@code grippers} of order 0. */
    static TokenizerSpec beast(int samples, int controlPoints, int degree, int dofs, int grippers) {
        return beast(samples, 1, controlPoints, degree, names(dofs, grippers), InitialState.NONE);
    }

    static TokenizerSpec beast(
            int samples, double durationS, int controlPoints, int degree, List<Dof> dofs, InitialState initial) {
        int pairs = controlPoints * dofs.size();
        return new TokenizerSpec(
                "beast",
                samples,
                Double.NaN,
                durationS,
                controlPoints,
                degree,
                256,
                1e-9,
                dofs,
                Collections.nCopies(pairs, -2.5),
                Collections.nCopies(pairs, 2.5),
                initial,
                "",
                0);
    }

    static List<Dof> names(int dofs, int grippers) {
        List<Dof> names = new ArrayList<>();
        for (int d = 0; d < dofs; d++) {
            names.add(new Dof("d" + d, "1", d < dofs - grippers ? -1 : 0));
        }
        return names;
    }
}

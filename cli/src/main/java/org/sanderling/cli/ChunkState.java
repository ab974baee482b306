package org.sanderling.cli;

import java.util.Arrays;
import java.util.Optional;
import org.sanderling.tokenizers.BeastSpline;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * The state before each chunk of a file: the last row of the chunk before, of the first chunk its own first row. With continuity it is the end of the chunk
 * before as decoded, so that decoding alone goes on smoothly, and of the first chunk its first row and the slope to the second.
 */
final class ChunkState {
    private final TokenizerSpec spec;
    /** Where the spec asks for continuity. */
    private final Optional<BeastSpline> continued;

    private float[] end = {};

    ChunkState(TokenizerSpec spec) {
        boolean continues = spec.tokenizer().equals("beast") && spec.options().continuity() != Continuity.NONE;
        this.spec = spec;
        this.continued = continues ? Optional.of(new BeastSpline(spec)) : Optional.empty();
    }

    /** State before the chunk that was read last: positions [D] and, where the spec carries them, velocities [D]. */
    float[] before(TokenizeInput in) {
        if (end.length > 0) {
            return end;
        }
        int dofs = spec.dofs().size();
        int size = continued.map(BeastSpline::stateSize).orElse(dofs);
        float[] state = Arrays.copyOf(Numbers.floats(in.before()), Math.max(size, dofs));
        for (int d = 0; d < state.length - dofs; d++) {
            double step = in.chunk()[dofs + d] - in.chunk()[d];
            state[dofs + d] = (float) (step * (spec.samples() - 1) / spec.durationS());
        }
        return state;
    }

    /** Takes in the control points that the chunk decodes to. */
    void decoded(float[] controlPoints) {
        continued.ifPresent(spline -> {
            end = new float[spline.stateSize()];
            spline.stateAtEnd(controlPoints, end);
        });
    }
}

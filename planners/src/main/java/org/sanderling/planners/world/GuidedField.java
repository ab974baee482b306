package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Classifier-free guidance (Ho and Salimans 2022): u + w (c − u) of a conditional and an unconditional field over the same sample. w = 1 is the
 * conditional field alone. Two forwards an evaluation.
 */
public final class GuidedField implements Field {
    private final Field conditional;
    private final Field unconditional;
    private final float weight;
    private final MemorySegment output;

    public GuidedField(Field conditional, Field unconditional, float weight) {
        if (conditional.length() != unconditional.length()) {
            throw new IllegalArgumentException(
                    "fields of " + conditional.length() + " and " + unconditional.length() + " numbers");
        }
        this.conditional = conditional;
        this.unconditional = unconditional;
        this.weight = weight;
        output = Arena.ofAuto().allocate(JAVA_FLOAT, conditional.length());
    }

    @Override
    public int length() {
        return conditional.length();
    }

    @Override
    public MemorySegment input() {
        return conditional.input();
    }

    @Override
    public MemorySegment output() {
        return output;
    }

    @Override
    public void evaluate(float time) {
        MemorySegment.copy(conditional.input(), 0, unconditional.input(), 0, (long) length() * Float.BYTES);
        unconditional.evaluate(time);
        // Both may be one network with one output: what the first forward said is kept before the second.
        MemorySegment.copy(unconditional.output(), 0, output, 0, (long) length() * Float.BYTES);
        conditional.evaluate(time);
        for (int i = 0; i < length(); i++) {
            float u = output.getAtIndex(JAVA_FLOAT, i);
            float c = conditional.output().getAtIndex(JAVA_FLOAT, i);
            output.setAtIndex(JAVA_FLOAT, i, u + weight * (c - u));
        }
    }
}

package org.sanderling.planners.world;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What a perfectly trained network says where every number of the data is normal: mean m, standard deviation s. */
final class GaussianField implements Field {
    /** The network's output at a sample and a time. */
    interface Output {
        double at(double x, double time);
    }

    final MemorySegment input;
    final MemorySegment output;
    final int length;
    final Output formula;
    int forwards;

    GaussianField(int length, Output formula) {
        this.length = length;
        this.formula = formula;
        input = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, length);
        output = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public MemorySegment input() {
        return input;
    }

    @Override
    public MemorySegment output() {
        return output;
    }

    @Override
    public void evaluate(float time) {
        forwards++;
        for (int i = 0; i < length; i++) {
            double x = input.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            output.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) formula.at(x, time));
        }
    }

    double sample(int i) {
        return input.getAtIndex(ValueLayout.JAVA_FLOAT, i);
    }
}

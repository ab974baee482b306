package org.sanderling.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays of numbers as JSON lists. */
final class Numbers {
    private Numbers() {}

    static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float v : values) {
            list.add(v);
        }
        return list;
    }

    /** A flat array cut into rows of so many. */
    static List<List<Float>> rows(float[] values, int width) {
        List<List<Float>> rows = new ArrayList<>(values.length / width);
        for (int i = 0; i < values.length; i += width) {
            rows.add(list(Arrays.copyOfRange(values, i, i + width)));
        }
        return rows;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

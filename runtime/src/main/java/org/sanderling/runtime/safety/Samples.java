package org.sanderling.runtime.safety;

/** Reads a sampled trajectory between its samples. Any thread; allocates nothing. */
public final class Samples {
    private Samples() {}

    /**
     * Linear interpolation, held beyond the ends.
     *
     * @param samples [count][dofs] flattened
     * @param position in samples from the first
     */
    public static float at(float[] samples, int count, int dofs, int dof, float position) {
        float p = Math.min(count - 1, Math.max(0f, position));
        int i = Math.min(count - 2, (int) p);
        if (i < 0) {
            return samples[dof];
        }
        float a = samples[i * dofs + dof];
        float b = samples[(i + 1) * dofs + dof];
        return a + (b - a) * (p - i);
    }
}

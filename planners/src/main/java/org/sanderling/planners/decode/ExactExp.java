package org.sanderling.planners.decode;

/**
 * exp for arguments ≤ 0 in plain float arithmetic: the same bits on every machine and compiler tier, which
 * {@link Math#exp} does not promise, and fast enough for a softmax over every slot.
 *
 * <p>Cody–Waite reduction to |r| ≤ ln 2 / 2 and a degree-6 Taylor polynomial; relative error below 3e-7. Arguments below
 * −87 count as −87, the least whose exponential is a normal number.
 */
final class ExactExp {
    private static final float LEAST = -87f;
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private ExactExp() {}

    /** e^x for x ≤ 0. */
    static float exp(float x) {
        float v = Math.max(x, LEAST);
        int n = (int) (v * LOG2_E - 0.5f);
        return polynomial(v, n) * Float.intBitsToFloat((n + 127) << 23);
    }

    /** Replaces the first {@code n} elements x by e^(x − max); the same bits as {@link #exp(float)} one by one. */
    static void exp(float[] x, int n, float max) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(x[i] - max, LEAST);
            int k = (int) (v * LOG2_E - 0.5f);
            x[i] = polynomial(v, k) * Float.intBitsToFloat((k + 127) << 23);
        }
    }

    private static float polynomial(float v, int n) {
        float r = v - n * LN2_HIGH - n * LN2_LOW;
        float p = 1f / 720f;
        p = p * r + 1f / 120f;
        p = p * r + 1f / 24f;
        p = p * r + 1f / 6f;
        p = p * r + 0.5f;
        p = p * r + 1f;
        return p * r + 1f;
    }
}

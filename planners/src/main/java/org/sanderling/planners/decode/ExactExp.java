package org.sanderling.planners.decode;

/**
 * exp for arguments ≤ 0 in plain float arithmetic: the same bits on every machine and compiler tier, which
 * {@link Math#exp} does not promise, and without a conversion or a branch, so that the compiler makes vector code of it.
 *
 * <p>e^x = (e^(x/32))^32, with a degree-6 polynomial about the middle of the range and five squarings; relative error below
 * 1e-5. Arguments below −20 count as −20: 2e-9, of which 256 together are lost in a float's rounding of 1.
 */
final class ExactExp {
    private static final float LEAST = -20f;
    private static final float SHRINK = 1f / 32f;
    private static final float MIDDLE = 0.3125f;

    /** e^−0.3125 over the factorials. */
    private static final float C0 = 0.73161566f;

    private static final float C1 = C0;
    private static final float C2 = C0 / 2f;
    private static final float C3 = C0 / 6f;
    private static final float C4 = C0 / 24f;
    private static final float C5 = C0 / 120f;
    private static final float C6 = C0 / 720f;

    private ExactExp() {}

    /** e^x for x ≤ 0. */
    static float exp(float x) {
        float u = Math.max(x, LEAST) * SHRINK + MIDDLE;
        float p = (((((C6 * u + C5) * u + C4) * u + C3) * u + C2) * u + C1) * u + C0;
        float p2 = p * p;
        float p4 = p2 * p2;
        float p8 = p4 * p4;
        float p16 = p8 * p8;
        return p16 * p16;
    }

    /** Replaces the first {@code n} elements x by e^(x − max); the same bits as {@link #exp(float)} one by one. */
    static void exp(float[] x, int n, float max) {
        for (int i = 0; i < n; i++) {
            float u = Math.max(x[i] - max, LEAST) * SHRINK + MIDDLE;
            float p = (((((C6 * u + C5) * u + C4) * u + C3) * u + C2) * u + C1) * u + C0;
            float p2 = p * p;
            float p4 = p2 * p2;
            float p8 = p4 * p4;
            float p16 = p8 * p8;
            x[i] = p16 * p16;
        }
    }
}

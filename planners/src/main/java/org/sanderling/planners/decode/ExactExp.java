package org.sanderling.planners.decode;

/**
 * exp for arguments ≤ 0 in plain float arithmetic: the same bits on every machine and compiler tier, which
 * {@link Math#exp} does not promise, and fast enough for a softmax over every slot.
 *
 * <p>Cody–Waite reduction to |r| ≤ ln 2 / 2 and a degree-6 Taylor polynomial; relative error below 3e-7.
 */
final class ExactExp {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private ExactExp() {}

    /** e^x for x ≤ 0; 0 below −87. */
    static float exp(float x) {
        if (x < -87f) {
            return 0f;
        }
        int n = (int) (x * LOG2_E - 0.5f);
        float r = x - n * LN2_HIGH - n * LN2_LOW;
        float p = 1f / 720f;
        p = p * r + 1f / 120f;
        p = p * r + 1f / 24f;
        p = p * r + 1f / 6f;
        p = p * r + 0.5f;
        p = p * r + 1f;
        p = p * r + 1f;
        return p * Float.intBitsToFloat((n + 127) << 23);
    }
}

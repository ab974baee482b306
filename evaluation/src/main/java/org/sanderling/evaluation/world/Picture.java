package org.sanderling.evaluation.world;

import java.util.Arrays;

/** RGB pixels, row-major, three bytes each. */
public final class Picture {
    private static final byte BACKGROUND = 24;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /** A dark grey canvas. */
    public Picture(int width, int height) {
        this.width = width;
        this.height = height;
        rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        Arrays.fill(rgb, BACKGROUND);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    byte[] rgb() {
        return rgb;
    }

    /** Draws a picture [3, sourceHeight, sourceWidth] with values in [0, 1], each pixel as a square of {@code zoom}. */
    void draw(float[] source, int sourceHeight, int sourceWidth, int left, int top, int zoom) {
        int n = sourceHeight * sourceWidth;
        for (int y = 0; y < sourceHeight * zoom; y++) {
            for (int x = 0; x < sourceWidth * zoom; x++) {
                int from = y / zoom * sourceWidth + x / zoom;
                int to = 3 * ((top + y) * width + left + x);
                for (int c = 0; c < 3; c++) {
                    float value = Math.clamp(source[c * n + from], 0f, 1f);
                    rgb[to + c] = (byte) Math.round(255 * value);
                }
            }
        }
    }

    /** The difference of two pictures around mid grey: what is brighter than grey was dreamt too bright. */
    static float[] difference(float[] predicted, float[] real) {
        float[] out = new float[real.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 0.5f + predicted[i] - real[i];
        }
        return out;
    }
}

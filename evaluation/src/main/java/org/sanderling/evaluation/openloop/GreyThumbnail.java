package org.sanderling.evaluation.openloop;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An image as 20 × 15 grey values: block means over pixels and colours, in [0, 1]. */
final class GreyThumbnail {
    static final int WIDTH = 20;
    static final int HEIGHT = 15;
    private static final int COLOURS = 3;
    private static final float WHITE = 255f;

    private GreyThumbnail() {}

    /**
     * Rows and columns beyond a whole number of blocks are left out.
     *
     * @param rgb u8 [heightPx, widthPx, 3], at least 15 × 20
     */
    static float[] of(MemorySegment rgb, int heightPx, int widthPx) {
        int blockHeight = heightPx / HEIGHT;
        int blockWidth = widthPx / WIDTH;
        float[] grey = new float[WIDTH * HEIGHT];
        for (int i = 0; i < grey.length; i++) {
            int top = i / WIDTH * blockHeight;
            int left = i % WIDTH * blockWidth;
            long sum = 0;
            for (int y = top; y < top + blockHeight; y++) {
                long row = ((long) y * widthPx + left) * COLOURS;
                for (long b = row; b < row + (long) blockWidth * COLOURS; b++) {
                    sum += Byte.toUnsignedInt(rgb.get(ValueLayout.JAVA_BYTE, b));
                }
            }
            grey[i] = sum / (WHITE * blockHeight * blockWidth * COLOURS);
        }
        return grey;
    }
}

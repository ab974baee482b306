package org.sanderling.evaluation.world;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.sanderling.planners.decode.CounterRandom;

/** What can be wrong with a camera's frame, done to a good one. */
public enum CameraFault {
    /** The frame before comes once more. */
    FROZEN,
    /** All pixels are black. */
    BLACK,
    /** Uniform noise of ± 60 of 255 on every value. */
    NOISY,
    /** Shifted by an eighth of the width to the side; the border is repeated. */
    SHIFTED,
    /** A frame from elsewhere on the track. */
    SWAPPED;

    private static final int NOISE = 60;

    /** The name in {@code --json}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Does it to u8 [height, width, 3] in place. FROZEN and SWAPPED are another frame, which is not done here.
     *
     * @param number seed of the noise
     */
    void spoil(MemorySegment image, int heightPx, int widthPx, long number) {
        switch (this) {
            case BLACK -> image.fill((byte) 0);
            case NOISY -> {
                for (int i = 0; i < 3 * heightPx * widthPx; i++) {
                    double noise = NOISE * (2 * CounterRandom.uniform(number, 0, 0, i) - 1);
                    int value = Byte.toUnsignedInt(image.get(JAVA_BYTE, i));
                    image.set(JAVA_BYTE, i, (byte) Math.clamp(Math.round(value + noise), 0, 255));
                }
            }
            case SHIFTED -> {
                int shift = widthPx / 8;
                for (int y = 0; y < heightPx; y++) {
                    for (int x = 0; x < widthPx; x++) {
                        // From the left on, each pixel takes one to its right, which is not overwritten yet.
                        int from = Math.min(x + shift, widthPx - 1);
                        MemorySegment.copy(image, 3L * (y * widthPx + from), image, 3L * (y * widthPx + x), 3);
                    }
                }
            }
            case FROZEN, SWAPPED -> {}
        }
    }
}

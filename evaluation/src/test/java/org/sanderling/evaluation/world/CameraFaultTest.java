package org.sanderling.evaluation.world;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class CameraFaultTest {
    private static final int HEIGHT = 4;
    private static final int WIDTH = 16;

    /** Red is the column, green the row. */
    private static MemorySegment image() {
        MemorySegment image = Arena.ofAuto().allocate(3L * HEIGHT * WIDTH);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.set(JAVA_BYTE, 3L * (y * WIDTH + x), (byte) x);
                image.set(JAVA_BYTE, 3L * (y * WIDTH + x) + 1, (byte) y);
            }
        }
        return image;
    }

    @Test
    void shouldShiftWithinARowAndRepeatTheBorder() {
        MemorySegment image = image();
        CameraFault.SHIFTED.spoil(image, HEIGHT, WIDTH, 1);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(image.get(JAVA_BYTE, 3L * (y * WIDTH + x))).isEqualTo((byte) Math.min(x + 2, WIDTH - 1));
                assertThat(image.get(JAVA_BYTE, 3L * (y * WIDTH + x) + 1)).isEqualTo((byte) y);
            }
        }
    }

    @Test
    void shouldBlackOutAndAddNoiseThatIsTheSameEachTime() {
        MemorySegment image = image();
        MemorySegment again = image();
        CameraFault.NOISY.spoil(image, HEIGHT, WIDTH, 5);
        CameraFault.NOISY.spoil(again, HEIGHT, WIDTH, 5);
        assertThat(image.mismatch(again)).isEqualTo(-1);
        assertThat(image.mismatch(image())).isNotEqualTo(-1);
        CameraFault.BLACK.spoil(image, HEIGHT, WIDTH, 5);
        assertThat(image.toArray(JAVA_BYTE)).containsOnly(0);
    }
}

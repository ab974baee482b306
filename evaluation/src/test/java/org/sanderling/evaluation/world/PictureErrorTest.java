package org.sanderling.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureErrorTest {
    private static final int HEIGHT = 16;
    private static final int WIDTH = 20;

    private static float[] picture(long seed) {
        Random random = new Random(seed);
        float[] picture = new float[3 * HEIGHT * WIDTH];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = random.nextFloat();
        }
        return picture;
    }

    @Test
    void shouldAverageSquaresBeforeTheLogarithm() {
        PictureError error = new PictureError(HEIGHT, WIDTH);
        float[] zero = new float[3 * HEIGHT * WIDTH];
        float[] tenth = new float[zero.length];
        java.util.Arrays.fill(tenth, 0.1f);
        error.add(tenth, zero);
        assertThat(error.psnrDb()).isCloseTo(20, within(1e-4));
        error.add(zero, zero);
        // Mean square 0.005.
        assertThat(error.psnrDb()).isCloseTo(23.0103, within(1e-3));
    }

    @Test
    void shouldFindAPictureLikeItself() {
        PictureError error = new PictureError(HEIGHT, WIDTH);
        error.add(picture(1), picture(1));
        assertThat(error.meanSsim()).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldFindNoStructureInAnotherPicture() {
        PictureError error = new PictureError(HEIGHT, WIDTH);
        error.add(picture(1), picture(2));
        assertThat(error.meanSsim()).isBetween(-0.3, 0.3);
    }

    @Test
    void shouldFollowTheFormulaWhereOnlyBrightnessDiffers() {
        float[] dark = new float[3 * HEIGHT * WIDTH];
        float[] bright = new float[dark.length];
        java.util.Arrays.fill(dark, 0.2f);
        java.util.Arrays.fill(bright, 0.6f);
        PictureError error = new PictureError(HEIGHT, WIDTH);
        error.add(dark, bright);
        // (2 · .2 · .6 + 1e-4) / (.04 + .36 + 1e-4), all variances 0
        assertThat(error.meanSsim()).isCloseTo(0.2401 / 0.4001, within(1e-5));
    }
}

package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NaiveBaselinesTest {
    private static Window window(float steering) {
        return new Window(0, new float[] {-steering, 0.25f}, new float[] {steering, 0.5f, 2 * steering, 0.5f});
    }

    private static float[] grey(float value) {
        return new float[] {value, value};
    }

    @Test
    void shouldRepeatTheLastCommand() {
        assertThat(NaiveBaselines.holdLast(List.of(window(0.3f))).getFirst())
                .containsExactly(-0.3f, 0.25f, -0.3f, 0.25f);
    }

    @Test
    void shouldMeanEachStepByItself() {
        assertThat(NaiveBaselines.mean(List.of(window(0.1f), window(0.5f))))
                .containsExactly(new float[] {0.3f, 0.5f, 0.6f, 0.5f}, within(1e-6f));
    }

    @Test
    void shouldMeanTheFiveNearestImagesAndNoOthers() {
        List<Window> train =
                IntStream.range(0, 8).mapToObj(i -> window(i / 10f)).toList();
        List<float[]> trainGrey =
                List.of(grey(.9f), grey(.1f), grey(.8f), grey(.2f), grey(.3f), grey(.7f), grey(.4f), grey(.5f));

        float[] predicted =
                NaiveBaselines.nearestFive(List.of(grey(0)), trainGrey, train).getFirst();

        // the images .1 .2 .3 .4 .5 are those of windows 1, 3, 4, 6, 7
        assertThat(predicted).containsExactly(new float[] {0.42f, 0.5f, 0.84f, 0.5f}, within(1e-6f));
    }

    @Test
    void shouldMeanBlocksOfPixelsAndColours() {
        int height = 30;
        int width = 41; // one column beyond twenty blocks of two
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rgb = arena.allocate((long) height * width * 3);
            rgb.set(ValueLayout.JAVA_BYTE, 0, (byte) 255); // red of the first pixel
            rgb.set(ValueLayout.JAVA_BYTE, ((29L * width) + 39) * 3 + 2, (byte) 120); // blue of the last counted one
            rgb.set(ValueLayout.JAVA_BYTE, 40L * 3, (byte) 255); // in the column left out

            float[] grey = GreyThumbnail.of(rgb, height, width);

            assertThat(grey).hasSize(300);
            assertThat(grey[0]).isCloseTo(1 / 12f, within(1e-6f));
            assertThat(grey[299]).isCloseTo(120 / 255f / 12f, within(1e-6f));
            assertThat(grey[19]).isZero();
        }
    }
}

package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class OpenLoopErrorTest {
    private static Window window(float... target) {
        return new Window(0, new float[] {0, 0}, target);
    }

    @Test
    void shouldBeWhatIsComputedByHand() {
        List<Window> windows = List.of(window(0.1f, 0.5f, 0.3f, 0.5f), window(-0.2f, 0.4f, 0, 0.6f));
        List<float[]> predicted = List.of(new float[] {0.2f, 0.5f, 0, 0.7f}, new float[] {-0.2f, 0.5f, 0.4f, 0.6f});

        OpenLoopError error = OpenLoopError.of(predicted, windows);

        // steering off by .1, .3, 0, .4; throttle by 0, .2, .1, 0
        assertThat(error.steeringMae()).isCloseTo(0.2, within(1e-7));
        assertThat(error.throttleMae()).isCloseTo(0.075, within(1e-7));
        assertThat(error.steeringRmse()).isCloseTo(Math.sqrt((0.01 + 0.09 + 0.16) / 4), within(1e-7));
        assertThat(OpenLoopError.steeringByWindow(predicted, windows))
                .containsExactly(new double[] {0.2, 0.2}, within(1e-7));
    }

    @Test
    void shouldPairPredictorsWindowByWindow() {
        List<Window> windows = List.of(window(0, 0), window(0, 0), window(0, 0));
        List<float[]> first = List.of(new float[] {0.1f, 9}, new float[] {0.2f, 9}, new float[] {0.6f, 9});
        List<float[]> second = List.of(new float[] {-0.2f, 9}, new float[] {0.3f, 9}, new float[] {-0.7f, 9});

        Difference difference = Difference.of(first, second, windows);

        assertThat(difference.mean()).isCloseTo(-0.1, within(1e-6));
        assertThat(difference.low()).isCloseTo(-0.1, within(1e-6));
        assertThat(difference.high()).isCloseTo(-0.1, within(1e-6));
    }

    @Property
    void shouldBeZeroOfWhatWasDriven(@ForAll @Size(40) List<@FloatRange(min = -1, max = 1) Float> values) {
        float[] driven = new float[values.size()];
        IntStream.range(0, driven.length).forEach(i -> driven[i] = values.get(i));

        OpenLoopError error = OpenLoopError.of(List.of(driven), List.of(window(driven)));

        assertThat(error).isEqualTo(new OpenLoopError(0, 0, 0, 0, 0));
    }
}

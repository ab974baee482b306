package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BlockBootstrapTest {
    private static double[] wave(int n, double period) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.sin(2 * Math.PI * i / period);
        }
        return values;
    }

    @Test
    void shouldHaveNoWidthWhereNothingVaries() {
        double[] same = new double[141];
        Arrays.fill(same, 0.25);

        assertThat(BlockBootstrap.interval(same)).containsExactly(0.25, 0.25);
    }

    /** Every block of one second is a whole number of periods: no draw differs in its mean. */
    @Test
    void shouldDrawWholeSecondsNotSingleWindows() {
        double[] interval = BlockBootstrap.interval(wave(200, 10));

        assertThat(interval[1] - interval[0]).isLessThan(1e-12);
    }

    /** Slow changes leave few independent draws: single windows would give an interval a quarter as wide. */
    @Test
    void shouldBeWiderThanIndependentWindowsWouldGive() {
        double[] values = wave(400, 100);
        double[] interval = BlockBootstrap.interval(values);
        double independent = 2 * 1.96 * Math.sqrt(0.5 / values.length);

        assertThat(interval[1] - interval[0]).isGreaterThan(2.5 * independent);
    }

    /** The same values through numpy's generator, 200,000 draws: [−0.2940, 0.2965]. */
    @Test
    void shouldAgreeWithAnIndependentImplementation() {
        double[] interval = BlockBootstrap.interval(wave(400, 100));

        assertThat(interval[0]).isCloseTo(-0.2940, within(0.02));
        assertThat(interval[1]).isCloseTo(0.2965, within(0.02));
    }

    @Property(tries = 50)
    void shouldBeTheSameEveryTimeAndWithinTheValues(
            @ForAll @Size(min = 1, max = 90) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
        double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] interval = BlockBootstrap.interval(values);

        assertThat(BlockBootstrap.interval(values)).isEqualTo(interval);
        assertThat(interval[0]).isLessThanOrEqualTo(interval[1]);
        assertThat(interval[0])
                .isGreaterThanOrEqualTo(Arrays.stream(values).min().orElseThrow() - 1e-9);
        assertThat(interval[1]).isLessThanOrEqualTo(Arrays.stream(values).max().orElseThrow() + 1e-9);
    }

    @Test
    void shouldGiveTheMeanOfADriveTooShortForTwoBlocks() {
        double[] values = wave(15, 7);

        assertThat(BlockBootstrap.interval(values))
                .containsExactly(new double[] {Quantiles.mean(values), Quantiles.mean(values)}, within(1e-12));
    }
}

package org.sanderling.planners.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CounterNoiseTest {
    @Test
    void shouldBeStandardNormal() {
        CounterNoise noise = new CounterNoise(1, 1);
        int count = 40_000;
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double pairs = 0;
        for (int i = 0; i < count; i++) {
            double x = noise.normal(0, i);
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
            pairs += x * noise.normal(0, i ^ 1);
        }
        assertThat(sum / count).isCloseTo(0, within(0.02));
        assertThat(squares / count).isCloseTo(1, within(0.03));
        assertThat(fourth / count).isCloseTo(3, within(0.2));
        assertThat(pairs / count).isCloseTo(0, within(0.02));
    }

    @Test
    void shouldDependOnItsCoordinatesAlone() {
        CounterNoise one = new CounterNoise(5, 1);
        CounterNoise other = new CounterNoise(5, 1);
        other.frame(9);
        float elsewhere = other.normal(2, 17);
        other.frame(0);

        assertThat(other.normal(2, 17)).isEqualTo(one.normal(2, 17)).isNotEqualTo(elsewhere);
        assertThat(one.normal(3, 17)).isNotEqualTo(one.normal(2, 17));
        assertThat(new CounterNoise(6, 1).normal(2, 17)).isNotEqualTo(one.normal(2, 17));
        assertThat(new CounterNoise(5, 0.5f).normal(2, 17)).isCloseTo(one.normal(2, 17) / 2, within(1e-6f));
    }
}

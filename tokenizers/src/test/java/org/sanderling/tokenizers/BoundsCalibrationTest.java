package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.BoundsCalibration.Kind;

class BoundsCalibrationTest {
    @Test
    void minMaxIsTheRange() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 2);
        bounds.add(new double[] {1, -5});
        bounds.add(new double[] {-2, 3});
        bounds.add(new double[] {0, 4});

        assertThat(bounds.min()).containsExactly(-2.0, -5.0);
        assertThat(bounds.max()).containsExactly(1.0, 4.0);
        assertThat(bounds.rows()).isEqualTo(3);
    }

    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.QUANTILE, 1);
        for (int i = 0; i <= 50; i++) {
            bounds.add(new double[] {(i * 7) % 51});
        }

        assertThat(bounds.min().getFirst()).isCloseTo(0.5, offset(1e-12));
        assertThat(bounds.max().getFirst()).isCloseTo(49.5, offset(1e-12));
    }

    @Test
    void quantilesOfALongStreamAreNearAndAlwaysTheSame() {
        BoundsCalibration first = new BoundsCalibration(Kind.QUANTILE, 1);
        BoundsCalibration second = new BoundsCalibration(Kind.QUANTILE, 1);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double[] value = {random.nextDouble()};
            first.add(value);
            second.add(value);
        }

        assertThat(first.min().getFirst())
                .isCloseTo(0.01, offset(0.003))
                .isEqualTo(second.min().getFirst());
        assertThat(first.max().getFirst()).isCloseTo(0.99, offset(0.003));
    }

    @Test
    void refusesWhatIsNotFiniteAndNothingAtAll() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 2);
        assertThatThrownBy(bounds::min).hasMessage("nothing to calibrate on; at least one chunk is needed");
        assertThatThrownBy(() -> bounds.add(new double[] {1, Double.NaN}))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("value 1 of row 0 is NaN; only finite ones can be calibrated on");
        assertThat(bounds.rows()).isZero();
        assertThatThrownBy(() -> Kind.of("median")).hasMessage("calibrate: median is neither minMax nor quantile");
    }
}

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

    @Test
    void outliersDoNotWidenTheBounds() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 2, 1);
        Random random = new Random(3);
        double[] largest = {0, 0};
        for (int i = 0; i < 40_000; i++) {
            double[] row = {random.nextDouble(-1, 1), random.nextInt(10) == 0 ? 1 : 0};
            largest[0] = Math.max(largest[0], row[0]);
            if (i == 7 || i == 500 || i == 30_000) {
                row[0] = 1e6; // within the warm-up too
                row[1] = -50;
            }
            bounds.add(row);
        }

        assertThat(bounds.refused()).containsExactly(3, 3);
        assertThat(bounds.max()).containsExactly(largest[0], 1.0);
        assertThat(bounds.min().get(1)).isZero();
    }

    @Test
    void boundsFollowWhatIsNoOutlier() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 1, 1);
        for (int i = 0; i < 5000; i++) {
            bounds.add(new double[] {Math.sin(i * 0.1) * (1 + i / 5000.0)});
        }

        assertThat(bounds.refused()).containsExactly(0);
        assertThat(bounds.max().getFirst()).isGreaterThan(1.99);
    }

    @Test
    void aStepThatStaysIsTakenInInTheEnd() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 1, 1);
        for (int i = 0; i < 2000; i++) {
            bounds.add(new double[] {Math.sin(i * 0.1) + (i < 1000 ? 0 : 20)});
        }

        assertThat(bounds.max().getFirst()).isGreaterThan(20.9);
        assertThat(bounds.refused()).containsExactly(0);
    }

    @Test
    void valuesThatHardlyEverChangeKeepTheirRange() {
        BoundsCalibration bounds = new BoundsCalibration(Kind.MIN_MAX, 1, 1);
        for (int i = 0; i < 1000; i++) {
            bounds.add(new double[] {i == 50 ? 1 : 0});
        }

        assertThat(bounds.min().getFirst()).isZero();
        assertThat(bounds.max().getFirst()).isEqualTo(1);
        assertThatThrownBy(() -> new BoundsCalibration(Kind.MIN_MAX, 1, 0))
                .hasMessage("reach 0.0 is not a number above 0");
    }
}

package org.sanderling.runtime.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurpriseScaleTest {
    /** Features 0 … 1 evenly, the second ten times as wide, the third constant. */
    private static List<double[]> good() {
        List<double[]> good = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            good.add(new double[] {i / 100.0, i / 10.0, 7});
        }
        return good;
    }

    @Test
    void shouldMeasureEachFeatureInItsOwnSpread() {
        SurpriseScale scale = SurpriseScale.calibrated(good());

        assertThat(scale.score(new double[] {0.5, 5, 7})).isCloseTo(0, within(1e-9));
        assertThat(scale.score(new double[] {0.95, 5, 7})).isCloseTo(1, within(1e-9));
        assertThat(scale.score(new double[] {0.5, 9.5, 7})).isCloseTo(1, within(1e-9));
        assertThat(scale.score(new double[] {0, 9.5, 7}))
                .isCloseTo(1, within(1e-9)); // less error does not excuse stillness
    }

    @Test
    void shouldLoseTrustBeyondWhatGoodFramesScore() {
        SurpriseScale scale = SurpriseScale.calibrated(good());
        double largest = scale.score(new double[] {1, 10, 7});

        assertThat(scale.trust(0)).isEqualTo(1);
        assertThat(scale.trust(largest)).isBetween(0.9, 1.0);
        assertThat(scale.trust(2 * largest)).isZero();
        assertThat(scale.trust(Double.POSITIVE_INFINITY)).isZero();
        assertThat(scale.score(new double[] {Double.NaN, 0, 0})).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(scale.percentile(largest)).isCloseTo(100, within(1e-9));
        assertThat(scale.percentile(largest + 1)).isEqualTo(100);
        assertThat(scale.percentile(-100)).isZero();
        // x = 0.725 of evenly spread 0 … 1
        assertThat(scale.percentile(0.5)).isCloseTo(72.5, within(1.5));
    }

    @Test
    void shouldComeBackFromAManifest() {
        SurpriseScale scale = SurpriseScale.calibrated(good());
        SurpriseScale read = SurpriseScale.of(scale.block());

        for (double score = -3; score < 5; score += 0.1) {
            assertThat(read.trust(score)).isEqualTo(scale.trust(score));
            assertThat(read.percentile(score)).isEqualTo(scale.percentile(score));
        }
    }

    @Test
    void shouldNotCalibrateOnNothing() {
        assertThatThrownBy(() -> SurpriseScale.calibrated(List.of())).hasMessageContaining("on 0 frames");
    }
}

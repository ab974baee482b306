package org.sanderling.evaluation.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SplitConformalTest {
    @Test
    void shouldTakeTheRankThatCoversOneMore() {
        double[] scores = {9, 1, 8, 2, 7, 3, 6, 4, 5};

        assertThat(SplitConformal.of(scores, 0.9).bound()).isEqualTo(9); // ⌈10 · 0.9⌉ = 9th of nine
        assertThat(SplitConformal.of(scores, 0.5).bound()).isEqualTo(5);
    }

    @Test
    void shouldBoundNothingWhereThereAreTooFewScores() {
        SplitConformal conformal = SplitConformal.of(new double[] {1, 2, 3}, 0.9);

        assertThat(conformal.bound()).isInfinite();
        assertThat(conformal.measured(new double[] {1e9})).isEqualTo(1);
    }

    @Test
    void shouldCountFailuresAsBeyondEveryBound() {
        double[] scores = new double[99];
        Arrays.fill(scores, 1);
        Arrays.fill(scores, 0, 20, Double.POSITIVE_INFINITY);

        assertThat(SplitConformal.of(scores, 0.9).bound()).isInfinite();
        assertThat(SplitConformal.of(scores, 0.75).bound()).isEqualTo(1);
    }

    @Test
    void shouldRefuseScoresThatAreNoNumbers() {
        assertThatThrownBy(() -> SplitConformal.of(new double[] {1, Double.NaN}, 0.9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SplitConformal.of(new double[0], 0.9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SplitConformal.of(new double[] {1}, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 20)
    void shouldCoverWhatItStatesOnFreshScores(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] calibration = random.doubles(2000).map(u -> u * u * u).toArray();
        double[] fresh = random.doubles(20_000).map(u -> u * u * u).toArray();

        // The coverage given a calibration set is Beta-distributed with a standard deviation of 0.007 here.
        assertThat(SplitConformal.of(calibration, 0.9).measured(fresh)).isCloseTo(0.9, within(0.035));
    }
}

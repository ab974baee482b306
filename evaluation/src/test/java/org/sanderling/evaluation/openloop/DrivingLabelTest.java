package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrivingLabelTest {
    private static final int SAMPLES = 20;

    private static float[] steady(float steering, float throttle) {
        float[] trajectory = new float[2 * SAMPLES];
        for (int t = 0; t < SAMPLES; t++) {
            trajectory[2 * t] = steering;
            trajectory[2 * t + 1] = throttle;
        }
        return trajectory;
    }

    @ParameterizedTest
    @CsvSource({"-0.5,0", "-0.1001,0", "-0.0999,1", "0,1", "0.0999,1", "0.1001,2", "1,2"})
    void shouldCallAMeanBeyondATenthASide(float steering, int lateral) {
        assertThat(DrivingLabel.lateral(steady(steering, 0.5f))).isEqualTo(lateral);
    }

    @Test
    void shouldJudgeTheMeanNotTheFirstSample() {
        float[] trajectory = steady(-0.02f, 0.5f);
        trajectory[0] = 1; // mean (1 - 19 · .02) / 20 = .031
        assertThat(DrivingLabel.lateral(trajectory)).isEqualTo(1);
        assertThat(DrivingLabel.meanSteering(trajectory)).isCloseTo(0.031, org.assertj.core.data.Offset.offset(1e-6));
        trajectory[2] = 1;
        trajectory[4] = 1; // (3 - 17 · .02) / 20 = .133
        assertThat(DrivingLabel.lateral(trajectory)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"-0.2,0", "-0.031,0", "-0.029,1", "0,1", "0.029,1", "0.031,2", "0.2,2"})
    void shouldCompareTheLastSixSamplesWithTheFirstSix(float change, int longitudinal) {
        float[] trajectory = steady(0, 0.5f);
        for (int t = 14; t < SAMPLES; t++) {
            trajectory[2 * t + 1] += change;
        }
        assertThat(DrivingLabel.longitudinal(trajectory)).isEqualTo(longitudinal);
    }

    @Test
    void shouldLeaveTheMiddleOutOfTheThirds() {
        float[] trajectory = steady(0, 0.5f);
        for (int t = 6; t < 14; t++) {
            trajectory[2 * t + 1] = 0;
        }
        assertThat(DrivingLabel.longitudinal(trajectory)).isEqualTo(1);
    }
}

package org.sanderling.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sanderling.config.ModelManifest.Camera;
import org.sanderling.config.ModelManifest.Vehicle;

class PathProjectionTest {
    private static final double PITCH = 0.35;
    private final PathProjection projection =
            new PathProjection(new Camera(true, 160, 120, Math.PI / 2, 0.2, PITCH), new Vehicle(true, 0.26, 0.44, 4));

    private static double[] all(double value) {
        double[] values = new double[20];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void shouldDriveStraightAtTheThrottlesSpeed() {
        double[] end = projection.ground(all(0), all(0.5), 0.05)[19];
        assertThat(end[0]).isCloseTo(2.0, within(1e-9));
        assertThat(end[1]).isZero();
    }

    @Test
    void shouldTurnOnTheBicyclesCircle() {
        double radiusM = 0.26 / Math.tan(0.22);
        for (double[] p : projection.ground(all(-0.5), all(0.25), 0.05)) {
            assertThat(Math.hypot(p[0], p[1] - radiusM)).isCloseTo(radiusM, within(0.03));
        }
    }

    @Test
    void shouldBendLeftForNegativeSteering() {
        assertThat(projection.ground(all(-0.5), all(0.5), 0.05)[19][1]).isPositive();
        assertThat(projection.pixel(1, 0.3)[0]).isLessThan(80);
    }

    @Test
    void shouldSeeTheOpticalAxisInTheMiddle() {
        double[] uv = projection.pixel(0.2 / Math.tan(PITCH), 0);
        assertThat(uv[0]).isCloseTo(80, within(1e-9));
        assertThat(uv[1]).isCloseTo(60, within(1e-9));
    }

    @Test
    void shouldNotDrawWhatLiesBehindTheCamera() {
        assertThat(projection.pixel(-1, 0)[0]).isNaN();
    }

    @Test
    void shouldStopAtACommandThatIsNoNumber() {
        double[] steering = all(0);
        steering[5] = Double.NaN;
        assertThat(projection.ground(steering, all(0.5), 0.05)).hasNumberOfRows(5);
    }
}

package org.sanderling.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    private static List<double[]> normal(long seed, double mean, double std) {
        Random random = new Random(seed);
        List<double[]> set = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            double[] x = new double[8];
            for (int i = 0; i < x.length; i++) {
                x[i] = mean + std * random.nextGaussian();
            }
            set.add(x);
        }
        return set;
    }

    @Test
    void shouldBeAboutZeroWithinOneDistribution() {
        assertThat(KernelDistance.between(normal(1, 0, 1), normal(2, 0, 1))).isCloseTo(0, within(0.03));
    }

    @Test
    void shouldSeeAnotherMeanAndAnotherSpread() {
        double floor = Math.abs(KernelDistance.between(normal(1, 0, 1), normal(2, 0, 1)));
        double moved = KernelDistance.between(normal(1, 0, 1), normal(2, 0.5, 1));
        assertThat(moved).isGreaterThan(5 * floor).isGreaterThan(0.1);
        assertThat(KernelDistance.between(normal(1, 0, 1), normal(2, 1, 1))).isGreaterThan(moved);
        assertThat(KernelDistance.between(normal(1, 0, 1), normal(2, 0, 0.01))).isGreaterThan(2 * floor);
    }

    @Test
    void shouldNotDependOnTheFeaturesScale() {
        List<double[]> a = normal(1, 0, 1);
        List<double[]> b = normal(2, 0.5, 1);
        double distance = KernelDistance.between(a, b);
        a.forEach(x -> x[3] *= 1000);
        b.forEach(x -> x[3] *= 1000);
        assertThat(KernelDistance.between(a, b)).isCloseTo(distance, within(1e-6));
    }

    @Test
    void shouldSayNothingOfOneFrame() {
        assertThat(KernelDistance.between(List.of(new double[8]), normal(1, 0, 1)))
                .isNaN();
    }

    @Test
    void shouldGiveCopiedAndBlurredFramesLessMotion() {
        Random random = new Random(3);
        float[] before = new float[3 * 12 * 16];
        float[] after = new float[before.length];
        for (int i = 0; i < before.length; i++) {
            before[i] = random.nextFloat();
            after[i] = random.nextFloat();
        }
        double real = energy(MotionFeatures.of(before, after, 12, 16));
        assertThat(energy(MotionFeatures.of(before, before, 12, 16))).isZero();
        assertThat(energy(MotionFeatures.of(before, MotionFeatures.blurred(after, 12, 16), 12, 16)))
                .isLessThan(real);
    }

    private static double energy(double[] features) {
        double sum = 0;
        for (int i = MotionFeatures.LENGTH / 2; i < MotionFeatures.LENGTH; i++) {
            sum += features[i];
        }
        return sum;
    }

    @Test
    void shouldCountTiesHalfInTheAreaUnderTheCurve() {
        assertThat(MonitorTrial.area(new double[] {0, 1}, new double[] {2, 3})).isOne();
        assertThat(MonitorTrial.area(new double[] {2, 3}, new double[] {0, 1})).isZero();
        assertThat(MonitorTrial.area(new double[] {1, 1}, new double[] {1})).isEqualTo(0.5);
    }
}

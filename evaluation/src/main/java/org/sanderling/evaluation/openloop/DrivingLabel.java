package org.sanderling.evaluation.openloop;

/** The decisions that a driven or planned trajectory stands for; the classes are numbered as in the plan's template. */
final class DrivingLabel {
    static final int CLASSES = 3;
    private static final double STEERING = 0.1;
    private static final double THROTTLE = 0.03;

    private DrivingLabel() {}

    /** 0 left (mean steering below −0.1), 1 straight, 2 right (above 0.1). */
    static int lateral(float[] trajectory) {
        return side(mean(trajectory, 0, 0, trajectory.length / Window.DOFS), STEERING);
    }

    /** 0 slower (throttle's last third minus its first third below −0.03), 1 keep, 2 faster; a third of n is ⌊n/3⌋. */
    static int longitudinal(float[] trajectory) {
        int n = trajectory.length / Window.DOFS;
        int third = n / 3;
        return side(mean(trajectory, 1, n - third, n) - mean(trajectory, 1, 0, third), THROTTLE);
    }

    /** Mean steering over the whole trajectory. */
    static double meanSteering(float[] trajectory) {
        return mean(trajectory, 0, 0, trajectory.length / Window.DOFS);
    }

    private static int side(double value, double threshold) {
        return value < -threshold ? 0 : value > threshold ? 2 : 1;
    }

    private static double mean(float[] trajectory, int dof, int from, int to) {
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += trajectory[t * Window.DOFS + dof];
        }
        return sum / (to - from);
    }
}

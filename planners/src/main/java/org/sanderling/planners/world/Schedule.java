package org.sanderling.planners.world;

/** Times at which samplers evaluate. Not on a real-time thread. */
public final class Schedule {
    private static final double MAX_STEPS = 1000;

    private Schedule() {}

    /** K equal steps from 0 to 1: K + 1 times. */
    public static float[] uniform(int steps) {
        if (steps < 1 || steps > MAX_STEPS) {
            throw new IllegalArgumentException("steps " + steps + ": allowed: 1 … 1000");
        }
        float[] times = new float[steps + 1];
        for (int k = 0; k <= steps; k++) {
            times[k] = (float) k / steps;
        }
        return times;
    }

    /**
     * TrigFlow's times of NVlabs/rcm, falling: arctan 80 first, then the last of {1.5, 1.4, 1.0}, then 0. Up to four steps; more are spread
     * evenly.
     */
    public static float[] trigFlow(int steps) {
        uniform(steps);
        float[] times = new float[steps + 1];
        times[0] = (float) StrictMath.atan(80);
        float[] inner = {1.5f, 1.4f, 1.0f};
        for (int k = 1; k < steps; k++) {
            times[k] = steps <= 4 ? inner[k - 1] : times[0] * (steps - k) / steps;
        }
        return times;
    }

    /** TrigFlow times as times of a rectified flow: τ = 1 − r, r = sin t / (sin t + cos t). The first becomes 0, the last 1. */
    public static float[] rectified(float[] trigFlow) {
        float[] times = new float[trigFlow.length];
        for (int k = 1; k < times.length; k++) {
            double sin = StrictMath.sin(trigFlow[k]);
            double cos = StrictMath.cos(trigFlow[k]);
            times[k] = (float) (cos / (sin + cos));
        }
        times[times.length - 1] = 1;
        return times;
    }

    /** σ from σmax down, ρ = 7 (Karras et al. 2022): the first {@code steps} of {@code steps + 1} points that end at σmin. */
    public static float[] karras(int steps, double sigmaMin, double sigmaMax) {
        uniform(steps);
        double from = StrictMath.pow(sigmaMax, 1 / 7.0);
        double to = StrictMath.pow(sigmaMin, 1 / 7.0);
        float[] sigmas = new float[steps];
        for (int k = 0; k < steps; k++) {
            sigmas[k] = (float) StrictMath.pow(from + (to - from) * k / steps, 7);
        }
        return sigmas;
    }

    /** ᾱ of Stable Diffusion's "scaled linear" schedule: β from 0.00085 to 0.012 in the root, 1000 timesteps. */
    public static double[] scaledLinearAlphaBar() {
        double[] alphaBar = new double[1000];
        double product = 1;
        for (int t = 0; t < alphaBar.length; t++) {
            double root = Math.sqrt(0.00085) + (Math.sqrt(0.012) - Math.sqrt(0.00085)) * t / (alphaBar.length - 1);
            product *= 1 - root * root;
            alphaBar[t] = product;
        }
        return alphaBar;
    }

    static float[] rising(float[] times) {
        boolean good = times.length >= 2 && times[0] == 0 && times[times.length - 1] == 1;
        for (int k = 1; k < times.length; k++) {
            good &= times[k] > times[k - 1];
        }
        if (!good) {
            throw new IllegalArgumentException("times must rise from 0 to 1");
        }
        return times.clone();
    }

    static float[] falling(float[] times) {
        boolean good = times.length >= 2 && times[times.length - 1] == 0 && times[0] <= Math.PI / 2;
        for (int k = 1; k < times.length; k++) {
            good &= times[k] < times[k - 1];
        }
        if (!good) {
            throw new IllegalArgumentException("times must fall from at most π/2 to 0");
        }
        return times.clone();
    }
}

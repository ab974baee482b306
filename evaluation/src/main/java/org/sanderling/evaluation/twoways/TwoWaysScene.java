package org.sanderling.evaluation.twoways;

import org.sanderling.planners.decode.CounterRandom;

/**
 * One episode of the two-ways task: a robot on a path between two kerbs, an obstacle ahead, and mostly room to pass it on
 * either side. An episode's number gives all of it through counter-based random numbers and plain double arithmetic, so
 * that the training data, written by {@code training/twoways/scene.py} in the same order of operations, has the same
 * scenes bit for bit.
 *
 * <p>Lengths in m; x ahead, y to the left; the robot's centre starts at (0, {@link #startYM}) and goes ahead at
 * {@link #SPEED_MPS}.
 *
 * @param episode its number, 0 or more; training uses those from {@link #TRAINING_FROM}
 * @param obstacleXM centre of the round obstacle, m
 * @param obstacleYM centre of the obstacle, m
 * @param radiusM its radius, m
 * @param halfWidthM the kerbs are at ± this, m
 * @param startYM true lateral position at time 0, m
 * @param slope dy/dx at time 0
 * @param history measured lateral positions, m, oldest first, the last one now
 */
public record TwoWaysScene(
        long episode,
        double obstacleXM,
        double obstacleYM,
        double radiusM,
        double halfWidthM,
        double startYM,
        double slope,
        float[] history) {
    /** Episodes from here on are the training's. */
    public static final long TRAINING_FROM = 1_000_000_000L;

    /** Speed along x, m/s. */
    public static final double SPEED_MPS = 2.0;

    /** Half the robot's length, m. */
    public static final double HALF_LENGTH_M = 0.45;

    /** Half the robot's width, m. */
    public static final double HALF_WIDTH_M = 0.30;

    static final int HISTORY = 4;
    static final int PIXELS = 2;
    private static final long SEED = 20250806L;
    private static final int SCENE = 0;
    private static final int EXPERT = 1;
    private static final double RATE_HZ = 5.0;
    private static final double CLEARANCE_M = 0.30;
    private static final double CLEARANCE_SPREAD_M = 0.10;
    private static final double KERB_M = 0.10;

    /** The scene of an episode. */
    public static TwoWaysScene of(long episode) {
        double start = 0.25 * (2.0 * draw(episode, SCENE, 4) - 1.0);
        double slope = 0.08 * (2.0 * draw(episode, SCENE, 5) - 1.0);
        float[] measured = new float[HISTORY];
        for (int i = 0; i < HISTORY; i++) {
            double before = (HISTORY - 1 - i) * (SPEED_MPS / RATE_HZ);
            measured[i] = (float) (start - slope * before + 0.01 * (2.0 * draw(episode, SCENE, 6 + i) - 1.0));
        }
        return new TwoWaysScene(
                episode,
                4.2 + 0.8 * draw(episode, SCENE, 0),
                0.3 * (2.0 * draw(episode, SCENE, 1) - 1.0),
                0.2 + 0.2 * draw(episode, SCENE, 2),
                1.5 + 0.65 * draw(episode, SCENE, 3),
                start,
                slope,
                measured);
    }

    /** Whether the robot fits between the obstacle and that side's kerb with every clearance that an expert keeps. */
    public boolean hasRoom(Side side) {
        double needed = radiusM + HALF_WIDTH_M + (CLEARANCE_M + CLEARANCE_SPREAD_M) + (HALF_WIDTH_M + KERB_M);
        return (side == Side.LEFT ? halfWidthM - obstacleYM : halfWidthM + obstacleYM) >= needed;
    }

    /** The side that the expert takes in this episode: where both have room, either with equal right. */
    public Side expertSide() {
        if (hasRoom(Side.LEFT) && hasRoom(Side.RIGHT)) {
            return draw(episode, EXPERT, 0) < 0.5 ? Side.LEFT : Side.RIGHT;
        }
        return hasRoom(Side.LEFT) ? Side.LEFT : Side.RIGHT;
    }

    /**
     * The expert's drive past the obstacle on a side, with this episode's clearance, onset and return: lateral position, m,
     * at {@code samples} times 1/5 s apart.
     */
    public double[] expert(Side side, int samples) {
        double past = obstacleYM
                + side.sign * (radiusM + HALF_WIDTH_M + (CLEARANCE_M + CLEARANCE_SPREAD_M * draw(episode, EXPERT, 1)));
        double back = past * (0.3 + 0.3 * draw(episode, EXPERT, 3));
        double reach = 0.5 * radiusM + 0.35;
        double onset = 0.2 + 0.3 * draw(episode, EXPERT, 2);
        double behind = obstacleXM + reach;
        double end = obstacleXM + reach + 3.0 + 0.5 * draw(episode, EXPERT, 4);
        double[] y = new double[samples];
        for (int i = 0; i < samples; i++) {
            double x = i * (SPEED_MPS / RATE_HZ);
            double left = Math.max(1.0 - x / 3.0, 0.0);
            double drift = slope * x * left * left;
            double out = smoothstep(x, onset, obstacleXM - reach);
            y[i] = startYM + drift + (past - startYM) * out + (back - past) * smoothstep(x, behind, end);
        }
        return y;
    }

    /** 0 before {@code start}, 1 after {@code end}, twice differentiable. */
    private static double smoothstep(double x, double start, double end) {
        double u = Math.min(Math.max((x - start) / (end - start), 0.0), 1.0);
        return u * u * u * (u * (u * 6.0 - 15.0) + 10.0);
    }

    static double draw(long episode, int stream, int slot) {
        return CounterRandom.uniform(SEED, episode, stream, slot);
    }
}

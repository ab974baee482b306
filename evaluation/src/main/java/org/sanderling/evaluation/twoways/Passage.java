package org.sanderling.evaluation.twoways;

import org.sanderling.tokenizers.BeastTokenizer;

/**
 * Whether a planned path takes the robot past the obstacle: its body, a rectangle turned along the path, against the round
 * obstacle and the kerbs, every 2 cm of way.
 *
 * @param obstacleM smallest distance between body and obstacle, m; 0 where they touch
 * @param kerbM smallest distance between body and kerb, m; negative beyond it
 * @param side on which the path passes the obstacle
 */
public record Passage(double obstacleM, double kerbM, Side side) {
    private static final double STEP_S = 0.01;

    /** No path at all. */
    static final Passage NONE = new Passage(Double.NaN, Double.NaN, Side.LEFT);

    /** Whether the body touches the obstacle or leaves the path. */
    public boolean collides() {
        return !(obstacleM > 0 && kerbM >= 0);
    }

    /**
     * Follows a path.
     *
     * @param controlPoints of the lateral position, m
     */
    static Passage of(TwoWaysScene scene, BeastTokenizer tokenizer, float[] controlPoints) {
        double obstacle = Double.POSITIVE_INFINITY;
        double kerb = Double.POSITIVE_INFINITY;
        float[] value = new float[1];
        double abreast = tokenizer.evaluate(controlPoints, 0, (float) (scene.obstacleXM() / TwoWaysScene.SPEED_MPS));
        int steps = (int) Math.round(tokenizer.spline().durationS() / STEP_S);
        for (int i = 0; i <= steps; i++) {
            float time = (float) (i * STEP_S);
            double y = tokenizer.evaluate(controlPoints, 0, time);
            tokenizer.derivative(controlPoints, 1, time, value);
            double heading = Math.atan(value[0] / TwoWaysScene.SPEED_MPS);
            double x = time * TwoWaysScene.SPEED_MPS;
            // NaN stays: a path that is no number is no passage
            obstacle = Math.min(obstacle, toObstacle(scene, x, y, heading));
            kerb = Math.min(kerb, toKerb(scene, y, heading));
        }
        return new Passage(obstacle, kerb, abreast > scene.obstacleYM() ? Side.LEFT : Side.RIGHT);
    }

    private static double toObstacle(TwoWaysScene scene, double x, double y, double heading) {
        double dx = scene.obstacleXM() - x;
        double dy = scene.obstacleYM() - y;
        double ahead = Math.cos(heading) * dx + Math.sin(heading) * dy;
        double aside = -Math.sin(heading) * dx + Math.cos(heading) * dy;
        double beyondLength = Math.max(0, Math.abs(ahead) - TwoWaysScene.HALF_LENGTH_M);
        double beyondWidth = Math.max(0, Math.abs(aside) - TwoWaysScene.HALF_WIDTH_M);
        return Math.max(0, Math.hypot(beyondLength, beyondWidth) - scene.radiusM());
    }

    private static double toKerb(TwoWaysScene scene, double y, double heading) {
        double reach = TwoWaysScene.HALF_LENGTH_M * Math.abs(Math.sin(heading))
                + TwoWaysScene.HALF_WIDTH_M * Math.cos(heading);
        return scene.halfWidthM() - Math.abs(y) - reach;
    }
}

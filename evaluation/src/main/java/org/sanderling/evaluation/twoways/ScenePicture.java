package org.sanderling.evaluation.twoways;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.Observation;

/**
 * What the robot sees: the scene from above, u8 [48, 32, 3]. Row 0 is the farthest, column 0 the leftmost. Red is the
 * obstacle, green the path between the kerbs, blue the robot's own body where it was measured; each the share of a pixel
 * that is covered, by 4 × 4 samples, plus noise of −8 … 7.
 */
final class ScenePicture {
    static final int HEIGHT_PX = 48;
    static final int WIDTH_PX = 32;
    static final double NEAR_M = -1.0;
    static final double LENGTH_M = 9.0;
    static final double HALF_M = 2.4;
    private static final int SUB = 4;
    private static final int NIBBLES = 12;

    private ScenePicture() {}

    /** Fills an observation of one 48 × 32 frame and {@code TwoWaysScene.HISTORY} steps of one DoF. */
    static void observe(TwoWaysScene scene, Observation observation) {
        if (observation.images.byteSize() != (long) HEIGHT_PX * WIDTH_PX * 3
                || observation.history.length != TwoWaysScene.HISTORY) {
            throw new IllegalArgumentException("an observation of another shape; the two-ways task has one frame of "
                    + HEIGHT_PX + " × " + WIDTH_PX + " and " + TwoWaysScene.HISTORY + " steps");
        }
        System.arraycopy(scene.history(), 0, observation.history, 0, TwoWaysScene.HISTORY);
        java.util.Arrays.fill(observation.historyMask, 1f);
        observation.measured[0] = scene.history()[TwoWaysScene.HISTORY - 1];
        observation.fault = 0;
        draw(scene, observation.images);
    }

    static void draw(TwoWaysScene scene, MemorySegment image) {
        long bits = 0;
        int at = 0;
        for (int row = 0; row < HEIGHT_PX; row++) {
            for (int column = 0; column < WIDTH_PX; column++) {
                for (int channel = 0; channel < 3; channel++, at++) {
                    if (at % NIBBLES == 0) {
                        double u = TwoWaysScene.draw(scene.episode(), TwoWaysScene.PIXELS, at / NIBBLES);
                        bits = (long) (u * 0x1.0p48);
                    }
                    int noise = (int) (bits >>> 4 * (at % NIBBLES) & 15) - 8;
                    int level = Math.min(255, 16 * covered(scene, row, column, channel));
                    byte value = (byte) Math.clamp(level + noise, 0, 255);
                    image.set(ValueLayout.JAVA_BYTE, at, value);
                }
            }
        }
    }

    /** Samples of a pixel that lie on what the channel shows, 0 … 16. */
    private static int covered(TwoWaysScene scene, int row, int column, int channel) {
        int hits = 0;
        for (int i = row * SUB; i < (row + 1) * SUB; i++) {
            double x = NEAR_M + (HEIGHT_PX * SUB - 1 - i + 0.5) * LENGTH_M / (HEIGHT_PX * SUB);
            for (int j = column * SUB; j < (column + 1) * SUB; j++) {
                double y = HALF_M - (j + 0.5) * (2.0 * HALF_M) / (WIDTH_PX * SUB);
                hits += inside(scene, x, y, channel) ? 1 : 0;
            }
        }
        return hits;
    }

    private static boolean inside(TwoWaysScene scene, double x, double y, int channel) {
        if (channel == 0) {
            double dx = x - scene.obstacleXM();
            double dy = y - scene.obstacleYM();
            return dx * dx + dy * dy <= scene.radiusM() * scene.radiusM();
        }
        if (channel == 1) {
            return Math.abs(y) <= scene.halfWidthM();
        }
        double measured = scene.history()[TwoWaysScene.HISTORY - 1];
        return Math.abs(y - measured) <= TwoWaysScene.HALF_WIDTH_M && Math.abs(x) <= TwoWaysScene.HALF_LENGTH_M;
    }
}

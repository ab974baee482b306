package org.sanderling.evaluation.world;

/**
 * What a frame's difference from the one before looks like, in few numbers: the luma's difference and its absolute value, each averaged over
 * 8 × 6 cells. The first says what moved where, the second how much detail moved: a copied frame has none of both, a blurred one too little
 * of the second.
 */
final class MotionFeatures {
    static final int ROWS = 6;
    static final int COLUMNS = 8;
    static final int LENGTH = 2 * ROWS * COLUMNS;

    private MotionFeatures() {}

    /** Of pictures [3, height, width], flattened. */
    static double[] of(float[] before, float[] after, int height, int width) {
        double[] features = new double[LENGTH];
        int n = height * width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                double difference = 0.299 * (after[at] - before[at])
                        + 0.587 * (after[n + at] - before[n + at])
                        + 0.114 * (after[2 * n + at] - before[2 * n + at]);
                int cell = y * ROWS / height * COLUMNS + x * COLUMNS / width;
                features[cell] += difference;
                features[ROWS * COLUMNS + cell] += Math.abs(difference);
            }
        }
        double pixels = (double) n / (ROWS * COLUMNS);
        for (int i = 0; i < LENGTH; i++) {
            features[i] /= pixels;
        }
        return features;
    }

    /** A picture smoothed by the mean of 3 × 3 pixels, channel by channel; at the border, of those that there are. */
    static float[] blurred(float[] picture, int height, int width) {
        float[] out = new float[picture.length];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    int count = 0;
                    for (int dy = Math.max(0, y - 1); dy <= Math.min(height - 1, y + 1); dy++) {
                        for (int dx = Math.max(0, x - 1); dx <= Math.min(width - 1, x + 1); dx++) {
                            sum += picture[(c * height + dy) * width + dx];
                            count++;
                        }
                    }
                    out[(c * height + y) * width + x] = (float) (sum / count);
                }
            }
        }
        return out;
    }
}

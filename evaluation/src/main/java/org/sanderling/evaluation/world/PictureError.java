package org.sanderling.evaluation.world;

/**
 * Errors of pictures with values in [0, 1], gathered over frames: PSNR of the squared error averaged over all, mean SSIM (Wang et al.
 * 2004: Gaussian window of 11 with σ = 1.5, K₁ = .01, K₂ = .03, on luma, where the window fits).
 */
public final class PictureError {
    private static final int WINDOW = 11;
    private static final double[] WEIGHTS = weights();
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private final int height;
    private final int width;
    private final double[] here;
    private final double[] there;
    private final double[] rows;
    private double squares;
    private double ssim;
    private long frames;

    public PictureError(int height, int width) {
        this.height = height;
        this.width = width;
        here = new double[height * width];
        there = new double[height * width];
        rows = new double[height * width];
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = i - WINDOW / 2;
            weights[i] = Math.exp(-x * x / (2 * 1.5 * 1.5));
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** Adds a picture and what it should have been, [3, height, width] flattened. */
    public void add(float[] predicted, float[] real) {
        double sum = 0;
        for (int i = 0; i < real.length; i++) {
            double difference = predicted[i] - real[i];
            sum += difference * difference;
        }
        squares += sum / real.length;
        ssim += ssim(predicted, real);
        frames++;
    }

    /** 10 log₁₀ (1 / mean squared error); NaN of nothing. */
    public double psnrDb() {
        return -10 * Math.log10(squares / frames);
    }

    /** Mean structural similarity; NaN of nothing. */
    public double meanSsim() {
        return ssim / frames;
    }

    private double ssim(float[] a, float[] b) {
        luma(a, here);
        luma(b, there);
        double[] meanA = blurred(here, here, false);
        double[] meanB = blurred(there, there, false);
        double[] squareA = blurred(here, here, true);
        double[] squareB = blurred(there, there, true);
        double[] product = blurred(here, there, true);
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double varianceA = squareA[i] - meanA[i] * meanA[i];
            double varianceB = squareB[i] - meanB[i] * meanB[i];
            double covariance = product[i] - meanA[i] * meanB[i];
            sum += (2 * meanA[i] * meanB[i] + C1)
                    * (2 * covariance + C2)
                    / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
        }
        return sum / meanA.length;
    }

    private void luma(float[] picture, double[] to) {
        int n = height * width;
        for (int i = 0; i < n; i++) {
            to[i] = 0.299 * picture[i] + 0.587 * picture[n + i] + 0.114 * picture[2 * n + i];
        }
    }

    /** The window's mean of a, or of a · b, at every place where it fits. */
    private double[] blurred(double[] a, double[] b, boolean product) {
        int outWidth = width - WINDOW + 1;
        int outHeight = height - WINDOW + 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int i = 0; i < WINDOW; i++) {
                    int at = y * width + x + i;
                    sum += WEIGHTS[i] * (product ? a[at] * b[at] : a[at]);
                }
                rows[y * width + x] = sum;
            }
        }
        double[] out = new double[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int i = 0; i < WINDOW; i++) {
                    sum += WEIGHTS[i] * rows[(y + i) * width + x];
                }
                out[y * outWidth + x] = sum;
            }
        }
        return out;
    }
}

package org.sanderling.runtime.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.planners.world.WorldShape;

/**
 * How a camera frame differs from the one that was dreamt, in three numbers that grow with surprise.
 *
 * <ul>
 *   <li>{@link #ERROR}: log₁₀ of the mean squared difference between dreamt and seen frame, in latents: something else is seen.
 *   <li>{@link #STILLNESS}: −log₁₀ of how far the seen frame moved from the last one, as a share of how far the dreamt one did: the
 *       camera froze. Pure error cannot tell: a frozen frame is as near to a dream as a bad prediction.
 *   <li>{@link #DETAIL}: log₁₀ of the mean squared error of the seen frame after encoding and decoding: detail that no frame of the training had.
 * </ul>
 *
 * <p>The thread of its model; no allocation.
 */
public final class FrameSurprise {
    /** Index of the error. */
    public static final int ERROR = 0;

    /** Index of the stillness. */
    public static final int STILLNESS = 1;

    /** Index of the unknown detail. */
    public static final int DETAIL = 2;

    /** How many numbers. */
    public static final int FEATURES = 3;

    private static final double FLOOR = 1e-6;

    private final FrameModel model;
    private final WorldShape shape;
    private final MemorySegment seen;

    public FrameSurprise(FrameModel model) {
        this.model = model;
        shape = model.shape();
        seen = Arena.ofAuto().allocate(JAVA_FLOAT, shape.latent());
    }

    /**
     * Compares the frame that {@link FrameModel#encode} saw last.
     *
     * @param last the frame before it, f32 [latent]
     * @param dreamt the dream of it, f32 [latent]
     * @param features receives the three numbers
     */
    public void compare(MemorySegment last, MemorySegment dreamt, double[] features) {
        MemorySegment.copy(model.latent(), 0, seen, 0, seen.byteSize());
        double error = difference(dreamt, seen, shape.latent());
        double moved = difference(last, seen, shape.latent());
        double expected = difference(last, dreamt, shape.latent());
        MemorySegment.copy(seen, 0, model.dreamt(), 0, seen.byteSize());
        model.decode();
        double detail = difference(model.picture(), model.observed(), shape.picture());
        features[ERROR] = log10(error);
        features[STILLNESS] = log10(expected) - log10(moved);
        features[DETAIL] = log10(detail);
    }

    private static double log10(double value) {
        return Math.log10(value + FLOOR);
    }

    private static double difference(MemorySegment a, MemorySegment b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double d = a.getAtIndex(JAVA_FLOAT, i) - b.getAtIndex(JAVA_FLOAT, i);
            sum += d * d;
        }
        return sum / length;
    }
}

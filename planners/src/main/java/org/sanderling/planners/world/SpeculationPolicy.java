package org.sanderling.planners.world;

/**
 * How many frames to draw ahead: the block with the least time a frame, given what blocks were measured to cost and how often an
 * action was measured to persist. One frame at a time until another was measured to be faster.
 *
 * <p>A block of F costs c(F); the frames used of it are 1 + p + … + p^(F−1) in expectation, where p is the share of actions that
 * equal the one before. Times are told, not read, so that a recording can tell them again. One thread; no allocation.
 */
public final class SpeculationPolicy {
    /** Weight of a new observation; the last some thirty count. */
    private static final double WEIGHT = 1 / 32.0;

    /** A block must be that much cheaper than one frame at a time: less is within the noise of a measurement. */
    private static final double MARGIN = 0.97;

    private final int[] blocks;
    private final double[] costNs;
    private double persistence;
    private boolean observed;

    public SpeculationPolicy(WorldShape shape) {
        blocks = shape.blocks().stream().mapToInt(Integer::intValue).toArray();
        costNs = new double[blocks.length];
    }

    /** A block took so long, all its forwards together. */
    public void took(int frames, long elapsedNs) {
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] == frames) {
                costNs[i] = costNs[i] == 0 ? elapsedNs : costNs[i] + WEIGHT * (elapsedNs - costNs[i]);
            }
        }
    }

    /** An action was, or was not, the same as the one before. */
    public void saw(boolean same) {
        double value = same ? 1 : 0;
        persistence = observed ? persistence + WEIGHT * (value - persistence) : value;
        observed = true;
    }

    /** Share of actions that persisted, of late. */
    public double persistence() {
        return persistence;
    }

    /** The block to draw next. */
    public int frames() {
        int best = 1;
        double bestNs = costNs[0] * MARGIN;
        for (int i = 1; i < blocks.length && costNs[0] > 0; i++) {
            double perFrameNs = costNs[i] / expected(blocks[i]);
            if (costNs[i] > 0 && perFrameNs < bestNs) {
                bestNs = perFrameNs;
                best = blocks[i];
            }
        }
        return best;
    }

    /** Frames of a block that are used, in expectation. */
    double expected(int frames) {
        double sum = 0;
        double power = 1;
        for (int i = 0; i < frames; i++) {
            sum += power;
            power *= persistence;
        }
        return sum;
    }
}

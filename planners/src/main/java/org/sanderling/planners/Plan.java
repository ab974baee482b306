package org.sanderling.planners;

/**
 * A decoded plan: tokens, and the trajectory that they stand for. Preallocated and refilled in place.
 *
 * <p>Owned by one thread at a time.
 */
public final class Plan {
    /** Token of each slot, [slots]. */
    public final int[] tokens;

    /** Confidence with which each slot was committed, in [0, 1], [slots]. */
    public final float[] confidence;

    /** Control points of the trajectory, DoF-major [dofs × basis], in the units of the manifest. */
    public final float[] controlPoints;

    /** The trajectory on the plan's own grid, [samples][dofs] flattened; sample 0 is at {@link #stampNs}. */
    public final float[] samples;

    public final int dofs;

    /** Sensor stamp that the plan starts from, wall-clock ns. */
    public long stampNs;

    /** Tick whose observation it was made from. */
    public long tick;

    /** Forwards spent. */
    public int forwards;

    /** Share of slots that were committed by confidence, not by lack of time, in [0, 1]. */
    public float coverage;

    /** Why the decoder stopped: an ordinal of {@link org.sanderling.planners.decode.StopReason}. */
    public int stopReason;

    /** Whether more of the trajectory's tokens lie at the vocabulary's ends than the tokenizer's clip warning allows: the model may want more than its bounds. */
    public boolean clipping;

    /** {@link PlanCheck#OK} or the reason why it must not be published. */
    public int verdict;

    public Plan(int slots, int controlPointCount, int sampleCount, int dofs) {
        tokens = new int[slots];
        confidence = new float[slots];
        controlPoints = new float[controlPointCount];
        samples = new float[sampleCount * dofs];
        this.dofs = dofs;
    }

    /** Number of samples on the plan's own grid. */
    public int sampleCount() {
        return samples.length / dofs;
    }

    /** Takes over everything of another plan of the same shape. */
    public void copyFrom(Plan other) {
        System.arraycopy(other.tokens, 0, tokens, 0, tokens.length);
        System.arraycopy(other.confidence, 0, confidence, 0, confidence.length);
        System.arraycopy(other.controlPoints, 0, controlPoints, 0, controlPoints.length);
        System.arraycopy(other.samples, 0, samples, 0, samples.length);
        stampNs = other.stampNs;
        tick = other.tick;
        forwards = other.forwards;
        coverage = other.coverage;
        stopReason = other.stopReason;
        clipping = other.clipping;
        verdict = other.verdict;
    }
}

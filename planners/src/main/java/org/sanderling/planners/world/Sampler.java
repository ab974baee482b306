package org.sanderling.planners.world;

/**
 * Turns noise into a sample by a few forwards of a network.
 *
 * <p>The sample is left in {@link Field#input()}. One thread; no allocation. A sampler holds only its schedule: two runs with the same
 * field and source give the same bits.
 */
public sealed interface Sampler
        permits EulerSampler,
                HeunSampler,
                RectifiedFlowConsistency,
                TrigFlowConsistency,
                LatentConsistency,
                ConsistencyModel {
    /** Draws one sample. */
    void sample(Field field, Source source);

    /** Forwards of one sample. */
    int forwards();
}

package org.sanderling.planners.world;

/** Standard normal numbers by their coordinates. One thread; no allocation. */
public interface Noise {
    /** None: the mean of the source, which gives a point prediction. */
    Noise NONE = (step, element) -> 0f;

    /** The number of this step of a sampler and this element of the sample. */
    float normal(int step, int element);
}

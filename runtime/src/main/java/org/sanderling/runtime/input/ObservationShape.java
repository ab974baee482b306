package org.sanderling.runtime.input;

import java.util.List;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Observation;

/**
 * What a model wants to observe, as its manifest says.
 *
 * @param imageOffsets frames relative to the newest, newest first; the first is 0
 * @param heightPx image height
 * @param widthPx image width
 * @param steps length of the action history
 * @param dofs degrees of freedom of an action
 * @param periodNs time between samples, ns
 */
public record ObservationShape(
        List<Integer> imageOffsets, int heightPx, int widthPx, int steps, int dofs, long periodNs) {
    public ObservationShape {
        imageOffsets = List.copyOf(imageOffsets);
    }

    /** The shape of a planner's {@code context} graph. */
    public static ObservationShape of(ModelManifest manifest) {
        ModelManifest.GraphFile context = manifest.graphs().get("context");
        List<Long> images = java.util.Objects.requireNonNull(context.tensor("images"), "images")
                .shape();
        List<Long> history = java.util.Objects.requireNonNull(context.tensor("history"), "history")
                .shape();
        return new ObservationShape(
                manifest.imageOffsets(),
                images.get(1).intValue(),
                images.get(2).intValue(),
                history.get(0).intValue(),
                history.get(1).intValue(),
                Math.round(1e9 / manifest.rateHz()));
    }

    /** An empty observation of this shape. */
    public Observation create() {
        return new Observation(imageOffsets.size(), heightPx, widthPx, steps, dofs);
    }

    /** Frames that must be kept to serve the oldest offset. */
    int framesKept() {
        return 1 - imageOffsets.stream().mapToInt(Integer::intValue).min().orElse(0);
    }
}

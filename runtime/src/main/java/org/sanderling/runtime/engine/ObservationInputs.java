package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Observation;

/**
 * The inputs of a graph that looks at an observation: {@code images} u8 [F, H, W, 3], {@code history} f32 [steps, dofs],
 * {@code historyMask} f32 [steps], each with leading ones allowed.
 *
 * <p>Observations come and go in turn, so their images are copied into the bound memory: some microseconds, and never a
 * rebinding on the planner thread.
 */
final class ObservationInputs {
    private final MemorySegment images;
    private final MemorySegment history;
    private final MemorySegment mask;
    private final int frames;
    private final int heightPx;
    private final int widthPx;
    private final int steps;
    private final int dofs;

    /** Checks the three inputs against the manifest's image offsets and tokenizer. */
    static ObservationInputs of(ManifestGraph graph, ModelManifest manifest) {
        return ObservationShapes.check(graph, manifest);
    }

    ObservationInputs(
            MemorySegment images,
            MemorySegment history,
            MemorySegment mask,
            int frames,
            int heightPx,
            int widthPx,
            int steps,
            int dofs) {
        this.images = images;
        this.history = history;
        this.mask = mask;
        this.frames = frames;
        this.heightPx = heightPx;
        this.widthPx = widthPx;
        this.steps = steps;
        this.dofs = dofs;
    }

    /** A fresh observation of the shape that the graph takes. */
    Observation observation() {
        return new Observation(frames, heightPx, widthPx, steps, dofs);
    }

    /** Copies an observation into the bound memory. Planner thread; no allocation. */
    void take(Observation observation) {
        if (observation.images.byteSize() != images.byteSize()
                || observation.history.length != steps * dofs
                || observation.historyMask.length != steps) {
            throw ObservationShapes.other();
        }
        MemorySegment.copy(observation.images, 0, images, 0, images.byteSize());
        MemorySegment.copy(observation.history, 0, history, JAVA_FLOAT, 0, steps * dofs);
        MemorySegment.copy(observation.historyMask, 0, mask, JAVA_FLOAT, 0, steps);
    }
}

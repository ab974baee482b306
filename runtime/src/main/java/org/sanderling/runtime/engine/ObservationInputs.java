package org.sanderling.runtime.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.List;
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
    ObservationInputs(ManifestGraph graph, ModelManifest manifest) {
        long expectedFrames = manifest.imageOffsets().size();
        ModelManifest.Tensor image = graph.require("images", "u8");
        List<Long> shape = ManifestGraph.trimmed(image.shape(), 4);
        if (shape.size() != 4 || shape.get(0) != expectedFrames || shape.get(3) != 3) {
            throw graph.bad(
                    image.line(),
                    "tensor images has shape " + image.shape() + "; it must be [" + expectedFrames
                            + ", height, width, 3], one frame for each of imageOffsets");
        }
        long expectedDofs = manifest.tokenizer().dofs().size();
        ModelManifest.Tensor past = graph.require("history", "f32");
        List<Long> pastShape = ManifestGraph.trimmed(past.shape(), 2);
        if (pastShape.size() != 2 || pastShape.get(1) != expectedDofs) {
            throw graph.bad(
                    past.line(),
                    "tensor history has shape " + past.shape() + "; it must be [steps, " + expectedDofs
                            + "], one column for each of the tokenizer's dofs");
        }
        graph.require("historyMask", "f32", List.of(pastShape.get(0)));
        frames = Math.toIntExact(expectedFrames);
        heightPx = Math.toIntExact(shape.get(1));
        widthPx = Math.toIntExact(shape.get(2));
        steps = Math.toIntExact(pastShape.get(0));
        dofs = Math.toIntExact(expectedDofs);
        images = graph.memory("images");
        history = graph.memory("history");
        mask = graph.memory("historyMask");
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
            throw new IllegalArgumentException("an observation of another shape; make it with observation()");
        }
        MemorySegment.copy(observation.images, 0, images, 0, images.byteSize());
        MemorySegment.copy(observation.history, 0, history, JAVA_FLOAT, 0, steps * dofs);
        MemorySegment.copy(observation.historyMask, 0, mask, JAVA_FLOAT, 0, steps);
    }
}

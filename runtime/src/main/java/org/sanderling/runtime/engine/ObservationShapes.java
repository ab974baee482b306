package org.sanderling.runtime.engine;

import java.util.List;
import org.sanderling.config.ModelManifest;

/**
 * Checks that a graph's inputs are those of an observation. Apart from {@link ObservationInputs}, which the planner thread
 * uses and which therefore holds no text.
 */
final class ObservationShapes {
    private ObservationShapes() {}

    /** The three inputs, checked against the manifest's image offsets and tokenizer. */
    static ObservationInputs check(ManifestGraph graph, ModelManifest manifest) {
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
        return new ObservationInputs(
                graph.memory("images"),
                graph.memory("history"),
                graph.memory("historyMask"),
                Math.toIntExact(expectedFrames),
                Math.toIntExact(shape.get(1)),
                Math.toIntExact(shape.get(2)),
                Math.toIntExact(pastShape.get(0)),
                Math.toIntExact(expectedDofs));
    }

    static IllegalArgumentException other() {
        return new IllegalArgumentException("an observation of another shape; make it with observation()");
    }
}

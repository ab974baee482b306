package org.sanderling.config;

import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;

/**
 * The tensors of a planner's graphs against each other, the tokenizer and the template. What is checked is what the
 * runtime binds: a graph with another input could not be fed.
 */
final class PlannerTensors {
    private static final long ANY = -1;

    private final Block root;
    private final ModelManifest manifest;

    private PlannerTensors(Block root, ModelManifest manifest) {
        this.root = root;
        this.manifest = manifest;
    }

    static void check(Block root, ModelManifest manifest) {
        for (String graph : List.of("context", "denoise")) {
            if (!manifest.graphs().containsKey(graph)) {
                throw root.error("graphs", "no " + graph + "; a planner has the graphs context and denoise");
            }
        }
        PlannerTensors check = new PlannerTensors(root, manifest);
        check.context();
        check.denoise();
        if (manifest.graphs().containsKey("regression")) {
            check.regression();
        }
        if (manifest.graphs().containsKey("denoiseBatch")) {
            check.denoiseBatch();
        }
        if (manifest.graphs().containsKey("filter")) {
            check.filter();
        }
    }

    private void context() {
        observation("context");
        only("context", "outputs", "cache");
        Tensor images = find("context", "inputs", "images");
        long height = images.shape().get(1);
        long width = images.shape().get(2);
        if (manifest.camera().heightPx() != height || manifest.camera().widthPx() != width) {
            throw root.error(
                    "camera",
                    manifest.camera().widthPx() + " × " + manifest.camera().heightPx() + " px are not the images' "
                            + width + " × " + height + " of line " + images.line());
        }
    }

    /** The inputs of {@code context}, and of a regression. */
    private void observation(String graph) {
        only(graph, "inputs", "images", "history", "historyMask");
        long frames = manifest.imageOffsets().size();
        long dofs = manifest.tokenizer().dofs().size();
        String byFrame = "[frames of imageOffsets, height, width, 3]";
        match(graph, "inputs", "images", "u8", byFrame, frames, ANY, ANY, 3);
        match(graph, "inputs", "history", "f32", "[steps, dofs of the tokenizer]", ANY, dofs);
        long steps = find(graph, "inputs", "history").shape().getFirst();
        match(graph, "inputs", "historyMask", "f32", "[steps of history]", steps);
    }

    private void denoise() {
        only("denoise", "inputs", "tokens", "cache");
        only("denoise", "outputs", "logits");
        long slots = manifest.template().size();
        match("denoise", "inputs", "tokens", "i64", "[1, slots of the template]", 1, slots);
        long vocabulary = manifest.template().vocabulary();
        String logits = "[1, slots of the template, its vocabulary]";
        match("denoise", "outputs", "logits", "f32", logits, 1, slots, vocabulary);
        Tensor written = find("context", "outputs", "cache");
        long[] shape = written.shape().stream().mapToLong(Long::longValue).toArray();
        match("context", "outputs", "cache", "f32", "float32", shape);
        match("denoise", "inputs", "cache", "f32", "the context's cache of line " + written.line(), shape);
    }

    /** The denoiser over several token sequences at once. */
    private void denoiseBatch() {
        only("denoiseBatch", "inputs", "tokens", "cache");
        only("denoiseBatch", "outputs", "logits");
        long slots = manifest.template().size();
        match("denoiseBatch", "inputs", "tokens", "i64", "[batch, slots of the template]", ANY, slots);
        long batch = find("denoiseBatch", "inputs", "tokens").shape().getFirst();
        long vocabulary = manifest.template().vocabulary();
        String logits = "[batch, slots of the template, its vocabulary]";
        match("denoiseBatch", "outputs", "logits", "f32", logits, batch, slots, vocabulary);
        Tensor written = find("context", "outputs", "cache");
        long[] shape = written.shape().stream().mapToLong(Long::longValue).toArray();
        match("denoiseBatch", "inputs", "cache", "f32", "the context's cache of line " + written.line(), shape);
    }

    /** Learn2PD's filter: which proposals are final. */
    private void filter() {
        only("filter", "inputs", "confidence");
        only("filter", "outputs", "accept");
        long slots = manifest.template().size();
        match("filter", "inputs", "confidence", "f32", "[slots of the template]", slots);
        match("filter", "outputs", "accept", "f32", "[slots of the template]", slots);
    }

    private void regression() {
        observation("regression");
        only("regression", "outputs", "trajectory");
        long samples = manifest.tokenizer().samples();
        long dofs = manifest.tokenizer().dofs().size();
        match("regression", "outputs", "trajectory", "f32", "[samples, dofs of the tokenizer]", samples, dofs);
    }

    private void match(String graph, String side, String name, String type, String meaning, long... shape) {
        Tensor tensor = find(graph, side, name);
        boolean same = tensor.type().equals(type) && tensor.shape().size() == shape.length;
        for (int i = 0; same && i < shape.length; i++) {
            same = shape[i] == ANY || tensor.shape().get(i) == shape[i];
        }
        if (!same) {
            List<String> wanted = new ArrayList<>();
            for (long dimension : shape) {
                wanted.add(dimension == ANY ? "any" : Long.toString(dimension));
            }
            throw error(
                    tensor,
                    graph,
                    side + "." + name + ": " + tensor.type() + " " + tensor.shape() + " is not " + type + " ["
                            + String.join(", ", wanted) + "]: " + meaning);
        }
    }

    private void only(String graph, String side, String... names) {
        for (String name : names) {
            find(graph, side, name);
        }
        for (Tensor tensor : tensors(graph, side)) {
            if (!List.of(names).contains(tensor.name())) {
                throw error(
                        tensor,
                        graph,
                        side + ": " + tensor.name() + " is unknown; allowed: " + String.join(", ", names));
            }
        }
    }

    private Tensor find(String graph, String side, String name) {
        return tensors(graph, side).stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> root.block("tensors").block(graph).error(side, "has no " + name));
    }

    private List<Tensor> tensors(String graph, String side) {
        GraphFile file = manifest.graphs().get(graph);
        return side.equals("inputs") ? file.inputs() : file.outputs();
    }

    private ConfigException error(Tensor tensor, String graph, String text) {
        return root.place("tensors").atLine(tensor.line()).error("tensors." + graph + "." + text);
    }
}

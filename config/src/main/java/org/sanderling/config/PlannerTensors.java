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
        check.denoise("denoise", 1);
        for (String graph : manifest.graphs().keySet()) {
            if (graph.matches("denoise[0-9]+")) {
                check.batched(graph);
            }
        }
        check.slotCache();
        if (manifest.graphs().containsKey("regression")) {
            check.regression();
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

    private void denoise(String graph, long rows) {
        only(graph, "inputs", "tokens", "cache");
        only(graph, "outputs", "logits");
        tokensAndLogits(graph, rows, manifest.template().size(), "slots of the template");
        readsCache(graph);
    }

    /** {@code denoise4} takes 4 sequences of tokens, and so on. */
    private void batched(String graph) {
        String rows = graph.substring("denoise".length());
        if (!rows.matches("[2-9]|[1-9][0-9]{1,3}")) {
            throw root.block("graphs").error(graph, "takes " + rows + " rows; allowed: denoise2 … denoise9999");
        }
        denoise(graph, Long.parseLong(rows));
    }

    /** {@code keep} writes what {@code window} reads: keys and values of every slot. */
    private void slotCache() {
        boolean keep = manifest.graphs().containsKey("keep");
        if (keep != manifest.graphs().containsKey("window")) {
            throw root.error("graphs", "has only one of keep and window; a slot cache needs both");
        }
        if (!keep) {
            return;
        }
        long slots = manifest.template().size();
        only("keep", "inputs", "tokens", "cache");
        only("keep", "outputs", "logits", "slots");
        tokensAndLogits("keep", 1, slots, "slots of the template");
        readsCache("keep");
        only("window", "inputs", "tokens", "first", "cache", "slots");
        only("window", "outputs", "logits", "window");
        long wide = find("window", "inputs", "tokens").shape().getLast();
        if (wide > slots) {
            throw error(
                    find("window", "inputs", "tokens"),
                    "window",
                    "inputs.tokens: " + wide + " slots; allowed: 1 … " + slots + ", the template's");
        }
        tokensAndLogits("window", 1, wide, "slots of the window");
        match("window", "inputs", "first", "i64", "[1]", 1);
        readsCache("window");
        Tensor written = find("keep", "outputs", "slots");
        long[] shape = shape(find("context", "outputs", "cache"));
        if (shape.length < 2) {
            throw error(
                    find("context", "outputs", "cache"),
                    "context",
                    "outputs.cache: has no slots; allowed: […, P, d_head]");
        }
        shape[shape.length - 2] = slots;
        match("keep", "outputs", "slots", "f32", "the context's cache with the template's slots", shape);
        match("window", "inputs", "slots", "f32", "the slots of line " + written.line(), shape);
        shape[shape.length - 2] = wide;
        match(
                "window",
                "outputs",
                "window",
                "f32",
                "the slots of line " + written.line() + ", as many as tokens",
                shape);
    }

    private void tokensAndLogits(String graph, long rows, long slots, String meaning) {
        match(graph, "inputs", "tokens", "i64", "[" + rows + ", " + meaning + "]", rows, slots);
        long vocabulary = manifest.template().vocabulary();
        String logits = "[" + rows + ", " + meaning + ", its vocabulary]";
        match(graph, "outputs", "logits", "f32", logits, rows, slots, vocabulary);
    }

    private void readsCache(String graph) {
        Tensor written = find("context", "outputs", "cache");
        long[] shape = shape(written);
        match("context", "outputs", "cache", "f32", "float32", shape);
        match(graph, "inputs", "cache", "f32", "the context's cache of line " + written.line(), shape);
    }

    private static long[] shape(Tensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
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

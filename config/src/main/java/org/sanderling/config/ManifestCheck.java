package org.sanderling.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanderling.config.ModelManifest.GraphFile;
import org.sanderling.config.ModelManifest.Tensor;

/** A manifest against the graphs as an engine loaded them. */
public final class ManifestCheck {
    private ManifestCheck() {}

    /**
     * Compares what the manifest declares of a graph with what the graph says of itself.
     *
     * @param graph its name in the manifest
     * @param found all inputs and outputs of the loaded graph
     * @return what differs, one line each, {@code file:line: …}; empty where they agree
     */
    public static List<String> compare(ModelManifest manifest, String graph, List<GraphTensor> found) {
        Place file = Place.of(manifest.directory().resolve(ManifestReader.FILE));
        GraphFile declared = manifest.graphs().get(graph);
        if (declared == null) {
            return List.of(file + ": declares no graph " + graph);
        }
        Map<String, GraphTensor> left = new HashMap<>();
        found.forEach(t -> left.put(t.name(), t));
        List<String> problems = new ArrayList<>();
        String where = declared.file().getFileName().toString();
        for (List<Tensor> side : List.of(declared.inputs(), declared.outputs())) {
            for (Tensor tensor : side) {
                GraphTensor same = left.remove(tensor.name());
                String problem = problem(tensor, same, where);
                if (!problem.isEmpty()) {
                    problems.add(file.atLine(tensor.line()) + ": tensors." + graph + ": " + problem);
                }
            }
        }
        for (GraphTensor tensor : found) {
            if (left.containsKey(tensor.name())) {
                problems.add(file.atLine(declared.line()) + ": graphs." + graph + ": " + where + " has a tensor "
                        + tensor.name() + ", " + tensor.type() + " " + tensor.shape() + ", that is not declared");
            }
        }
        return problems;
    }

    private static String problem(Tensor declared, GraphTensor found, String where) {
        if (found == null) {
            return where + " has no tensor " + declared.name();
        }
        boolean same = declared.type().equals(found.type()) && declared.shape().equals(found.shape());
        return same
                ? ""
                : declared.name() + " is declared " + declared.type() + " " + declared.shape() + ", " + where + " has "
                        + found.type() + " " + found.shape();
    }
}

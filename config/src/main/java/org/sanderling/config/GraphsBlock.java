package org.sanderling.config;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sanderling.config.ModelManifest.GraphFile;

/** Blocks {@code graphs} and {@code tensors}: each graph's file, checksum and declared tensors. */
final class GraphsBlock {
    private static final int MAX_GRAPHS = 64;

    private GraphsBlock() {}

    static Map<String, GraphFile> read(Path directory, Block root) {
        Block graphs = root.block("graphs");
        Block tensors = root.block("tensors");
        if (graphs.keys().isEmpty() || graphs.keys().size() > MAX_GRAPHS) {
            throw root.error("graphs", "has " + graphs.keys().size() + " graphs; allowed: 1 … " + MAX_GRAPHS);
        }
        tensors.only(graphs.keys().toArray(String[]::new));
        Map<String, GraphFile> read = new LinkedHashMap<>();
        for (String name : graphs.keys()) {
            if (!tensors.has(name)) {
                throw graphs.error(name, "has no tensors; declare them under tensors." + name);
            }
            Block graph = graphs.block(name).only("file", "sha256");
            Block declared = tensors.block(name).only("inputs", "outputs");
            read.put(
                    name,
                    new GraphFile(
                            GraphFiles.locate(directory, graph),
                            graph.raw("sha256").toLowerCase(Locale.ROOT),
                            TensorBlock.read(declared, "inputs"),
                            TensorBlock.read(declared, "outputs"),
                            graph.line()));
        }
        return Collections.unmodifiableMap(read);
    }

    /** Compares every file with its checksum and gives the bytes, in the names' order, to {@code model}. */
    static void verify(Map<String, GraphFile> read, Block root, MessageDigest model) {
        Block graphs = root.block("graphs");
        new TreeMap<>(read).forEach((name, graph) -> GraphFiles.verify(graph.file(), graphs.block(name), model));
    }
}

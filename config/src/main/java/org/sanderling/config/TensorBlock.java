package org.sanderling.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanderling.config.ModelManifest.Tensor;

/** The tensors of one graph: {@code inputs} and {@code outputs}. */
final class TensorBlock {
    private static final String[] TYPES = {"u8", "i8", "i32", "i64", "f16", "f32", "f64", "bool"};
    private static final ValueType.Whole DIMENSION = new ValueType.Whole(1, Integer.MAX_VALUE);
    private static final int MAX_DIMENSIONS = 8;
    private static final int MAX_TENSORS = 64;

    private TensorBlock() {}

    static List<Tensor> read(Block graph, String side) {
        Set<String> names = new HashSet<>();
        return graph.blocks(side, 1, MAX_TENSORS).stream()
                .map(b -> tensor(b, names))
                .toList();
    }

    private static Tensor tensor(Block block, Set<String> names) {
        block.only("name", "type", "shape", "unit", "frame");
        String name = block.text("name");
        if (!names.add(name)) {
            throw block.error("name", name + " is declared twice; keep one");
        }
        List<Long> shape = block.wholes("shape", DIMENSION, 0, MAX_DIMENSIONS);
        double elements = 1;
        for (long dimension : shape) {
            elements *= dimension;
        }
        if (elements * 8 > GraphFiles.MAX_BYTES) {
            throw block.error("shape", shape + " has more elements than " + GraphFiles.MAX_BYTES / 8);
        }
        return new Tensor(
                name, block.choice("type", TYPES), shape, block.text("unit"), block.text("frame"), block.line());
    }
}

package org.sanderling.config;

import java.util.List;

/**
 * A tensor as an engine found it in a loaded graph.
 *
 * @param name the graph's name for it
 * @param type element type as in a manifest: {@code u8, i64, f32, …}
 * @param shape its dimensions; −1 for one that is not static
 */
public record GraphTensor(String name, String type, List<Long> shape) {
    public GraphTensor {
        shape = List.copyOf(shape);
    }
}

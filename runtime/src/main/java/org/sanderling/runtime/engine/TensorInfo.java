package org.sanderling.runtime.engine;

import java.util.List;

/**
 * What a graph says of one of its tensors.
 *
 * @param name the graph's name for it
 * @param type element type as in a manifest: {@code u8, i64, f32, f16, i32, …}
 * @param shape its dimensions; −1 for one that is not static
 */
public record TensorInfo(String name, String type, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }
}

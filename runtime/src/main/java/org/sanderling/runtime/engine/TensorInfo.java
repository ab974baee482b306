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

    /**
     * Number of elements.
     *
     * @throws EngineException if a dimension is not static, or the product is beyond 2⁶³ bytes
     */
    public long elements() {
        long elements = 1;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new EngineException(
                        name + ": shape " + shape + " is not static; export it with fixed dimensions");
            }
            if (dimension != 0 && elements > Long.MAX_VALUE / 8 / dimension) {
                throw new EngineException(name + ": shape " + shape + " is larger than memory");
            }
            elements *= dimension;
        }
        return elements;
    }

    /** Bytes of one element. */
    public int elementBytes() {
        return switch (type) {
            case "u8", "i8", "bool" -> 1;
            case "u16", "i16", "f16", "bf16" -> 2;
            case "u32", "i32", "f32" -> 4;
            case "u64", "i64", "f64" -> 8;
            default -> throw new EngineException(name + ": element type " + type + " is not known");
        };
    }

    /** Bytes of the whole tensor; throws as {@link #elements} does. */
    public long byteSize() {
        return elements() * elementBytes();
    }

    /** As a manifest writes it: {@code f32 [1, 16]}. */
    public String form() {
        return type + " " + shape;
    }
}

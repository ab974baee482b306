package org.sanderling.config;

import java.util.List;

/** Key {@code imageOffsets}: which frames an observation holds, newest first. */
final class ImageOffsets {
    private static final ValueType.Whole OFFSET = new ValueType.Whole(-1000, 0);

    private ImageOffsets() {}

    static List<Integer> read(Block root) {
        List<Integer> offsets = root.wholes("imageOffsets", OFFSET, 1, 64).stream()
                .map(Math::toIntExact)
                .toList();
        if (offsets.getFirst() != 0) {
            throw root.error("imageOffsets", "begins with " + offsets.getFirst() + "; allowed: 0, the newest frame");
        }
        for (int i = 1; i < offsets.size(); i++) {
            if (offsets.get(i) >= offsets.get(i - 1)) {
                throw root.error("imageOffsets", offsets + " is not newest first");
            }
        }
        return offsets;
    }
}

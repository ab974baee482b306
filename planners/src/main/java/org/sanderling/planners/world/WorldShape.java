package org.sanderling.planners.world;

import java.util.Arrays;
import java.util.List;

/**
 * The sizes of a world model's tensors, from its manifest.
 *
 * @param imageHeightPx height of the camera image that it takes
 * @param imageWidthPx its width
 * @param heightPx height of the pictures that it makes
 * @param widthPx their width
 * @param latent numbers in a latent frame
 * @param entry numbers that the cache keeps of a frame
 * @param window frames in the cache
 * @param blocks numbers of frames that can be generated at once, ascending, the first 1
 * @param actionMin least value of each component of an action
 * @param actionMax greatest value of each
 */
public record WorldShape(
        int imageHeightPx,
        int imageWidthPx,
        int heightPx,
        int widthPx,
        int latent,
        int entry,
        int window,
        List<Integer> blocks,
        float[] actionMin,
        float[] actionMax) {
    /** @throws IllegalArgumentException where the sizes make no model */
    public WorldShape {
        blocks = List.copyOf(blocks);
        actionMin = actionMin.clone();
        actionMax = actionMax.clone();
        if (latent < 1 || entry < 1 || window < 1 || blocks.isEmpty() || blocks.getFirst() != 1) {
            throw new IllegalArgumentException("latent " + latent + ", entry " + entry + ", window " + window
                    + ", blocks " + blocks + ": all must be positive, and the first block must be 1");
        }
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i) <= blocks.get(i - 1)) {
                throw new IllegalArgumentException("blocks " + blocks + " do not ascend");
            }
        }
        if (actionMin.length != actionMax.length || actionMin.length == 0) {
            throw new IllegalArgumentException(
                    "bounds of " + actionMin.length + " and " + actionMax.length + " actions");
        }
    }

    /** Components of an action. */
    public int actions() {
        return actionMin.length;
    }

    /** Bytes of a camera image, u8 [height, width, 3]. */
    public long imageBytes() {
        return 3L * imageHeightPx * imageWidthPx;
    }

    /** Numbers in a picture, f32 [3, height, width]. */
    public int picture() {
        return 3 * heightPx * widthPx;
    }

    /** Most frames that one forward makes. */
    public int largestBlock() {
        return blocks.getLast();
    }

    /** Whether every component is finite and within its bounds; any thread, no allocation. */
    public boolean allows(float[] action) {
        for (int i = 0; i < actionMin.length; i++) {
            // Written so that NaN fails.
            if (!(action[i] >= actionMin[i] && action[i] <= actionMax[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorldShape o
                && imageHeightPx == o.imageHeightPx
                && imageWidthPx == o.imageWidthPx
                && heightPx == o.heightPx
                && widthPx == o.widthPx
                && latent == o.latent
                && entry == o.entry
                && window == o.window
                && blocks.equals(o.blocks)
                && Arrays.equals(actionMin, o.actionMin)
                && Arrays.equals(actionMax, o.actionMax);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {latent, entry, window, blocks.hashCode(), Arrays.hashCode(actionMin)});
    }
}

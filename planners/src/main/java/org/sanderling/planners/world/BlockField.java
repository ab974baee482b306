package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/** A block of new frames as a sampler's field: all frames at the same time τ, the output is their velocity. */
final class BlockField implements Field {
    private final FrameBlock block;
    private final int length;
    private final int actions;

    BlockField(FrameBlock block, WorldShape shape) {
        this.block = block;
        length = block.frames() * shape.latent();
        actions = shape.actions();
    }

    /** The action that leads to frame {@code frame} of the block. */
    void action(int frame, float[] action) {
        for (int i = 0; i < actions; i++) {
            block.action().setAtIndex(JAVA_FLOAT, (long) frame * actions + i, action[i]);
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public MemorySegment input() {
        return block.noisy();
    }

    @Override
    public MemorySegment output() {
        return block.velocity();
    }

    @Override
    public void evaluate(float time) {
        for (int f = 0; f < block.frames(); f++) {
            block.time().setAtIndex(JAVA_FLOAT, f, time);
        }
        block.run();
    }
}

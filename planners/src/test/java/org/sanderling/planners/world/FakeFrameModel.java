package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A world of two numbers a frame that moves by its action: frame f of a block lies at the newest frame + (f + 1) · action. What it keeps
 * of a frame is the frame itself and its action.
 */
final class FakeFrameModel implements FrameModel {
    static final WorldShape SHAPE =
            new WorldShape(4, 6, 2, 3, 2, 3, 3, List.of(1, 2, 4), new float[] {-1}, new float[] {1});

    final MemorySegment cache = floats(SHAPE.window() * SHAPE.entry());
    final MemorySegment ages = Arena.ofAuto().allocate(JAVA_LONG, SHAPE.window());
    final MemorySegment latent = floats(2);
    final MemorySegment image = Arena.ofAuto().allocate(SHAPE.imageBytes());
    final MemorySegment picture = floats(SHAPE.picture());
    final MemorySegment finished = floats(2);
    final MemorySegment finishedAction = floats(1);
    final MemorySegment entry = floats(3);
    final MemorySegment dreamt = floats(2);
    final List<Integer> forwards = new ArrayList<>();
    int remembers;

    private static MemorySegment floats(int count) {
        return Arena.ofAuto().allocate(JAVA_FLOAT, count);
    }

    @Override
    public WorldShape shape() {
        return SHAPE;
    }

    @Override
    public MemorySegment image() {
        return image;
    }

    @Override
    public MemorySegment latent() {
        return latent;
    }

    @Override
    public MemorySegment observed() {
        return picture;
    }

    @Override
    public void encode() {}

    @Override
    public FrameBlock block(int frames) {
        if (!SHAPE.blocks().contains(frames)) {
            throw new IllegalArgumentException(
                    "a block of " + frames + " frames: this model has blocks of " + SHAPE.blocks());
        }
        return new Block(frames);
    }

    @Override
    public MemorySegment cache() {
        return cache;
    }

    @Override
    public MemorySegment ages() {
        return ages;
    }

    @Override
    public MemorySegment finished() {
        return finished;
    }

    @Override
    public MemorySegment finishedAction() {
        return finishedAction;
    }

    @Override
    public MemorySegment entry() {
        return entry;
    }

    @Override
    public void remember() {
        remembers++;
        MemorySegment.copy(finished, 0, entry, 0, 8);
        MemorySegment.copy(finishedAction, 0, entry, 8, 4);
    }

    @Override
    public MemorySegment dreamt() {
        return dreamt;
    }

    @Override
    public MemorySegment picture() {
        return picture;
    }

    @Override
    public void decode() {
        picture.setAtIndex(JAVA_FLOAT, 0, dreamt.getAtIndex(JAVA_FLOAT, 0));
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}

    /** The newest frame in the cache. */
    float newest(int element) {
        for (int slot = 0; slot < SHAPE.window(); slot++) {
            if (ages.getAtIndex(JAVA_LONG, slot) == 1) {
                return cache.getAtIndex(JAVA_FLOAT, (long) slot * SHAPE.entry() + element);
            }
        }
        return 0;
    }

    private final class Block implements FrameBlock {
        private final int frames;
        private final MemorySegment noisy;
        private final MemorySegment time;
        private final MemorySegment action;
        private final MemorySegment velocity;

        Block(int frames) {
            this.frames = frames;
            noisy = floats(2 * frames);
            time = floats(frames);
            action = floats(frames);
            velocity = floats(2 * frames);
        }

        @Override
        public int frames() {
            return frames;
        }

        @Override
        public MemorySegment noisy() {
            return noisy;
        }

        @Override
        public MemorySegment time() {
            return time;
        }

        @Override
        public MemorySegment action() {
            return action;
        }

        @Override
        public MemorySegment velocity() {
            return velocity;
        }

        @Override
        public void run() {
            forwards.add(frames);
            for (int f = 0; f < frames; f++) {
                float left = 1 - time.getAtIndex(JAVA_FLOAT, f);
                for (int i = 0; i < 2; i++) {
                    float to = newest(i) + (f + 1) * action.getAtIndex(JAVA_FLOAT, f);
                    velocity.setAtIndex(JAVA_FLOAT, 2L * f + i, (to - noisy.getAtIndex(JAVA_FLOAT, 2L * f + i)) / left);
                }
            }
        }
    }
}

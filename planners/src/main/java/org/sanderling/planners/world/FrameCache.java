package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The past frames that a world model sees: keys and values of the last {@code window}, in a ring. A new frame overwrites the oldest slot, and
 * the slots' ages tell the graph their order, so nothing is moved and memory stays as it is however long a run lasts.
 *
 * <p>The thread of its {@link FrameModel}; no allocation.
 */
public final class FrameCache {
    private final FrameModel model;
    private final WorldShape shape;
    private final long entryBytes;
    private final MemorySegment last;
    private int newest = -1;
    private int size;
    private long remembered;

    /** An empty cache over the model's memory; one cache a model. */
    public FrameCache(FrameModel model) {
        this.model = model;
        shape = model.shape();
        entryBytes = (long) shape.entry() * Float.BYTES;
        last = Arena.ofAuto().allocate(JAVA_FLOAT, shape.latent());
        reset();
    }

    /** Forgets everything. */
    public void reset() {
        model.ages().fill((byte) 0);
        // Hidden slots are multiplied by a weight of 0, which is not 0 for what is not finite.
        model.cache().fill((byte) 0);
        last.fill((byte) 0);
        newest = -1;
        size = 0;
        remembered = 0;
    }

    /**
     * Adds a finished frame: one forward.
     *
     * @param frame f32 [latent]
     * @param action the action that led to it
     */
    public Outcome remember(MemorySegment frame, float[] action) {
        if (!shape.allows(action)) {
            return Outcome.ACTION_OUT_OF_RANGE;
        }
        if (!finite(frame)) {
            return Outcome.FRAME_NOT_FINITE;
        }
        long frameBytes = (long) shape.latent() * Float.BYTES;
        MemorySegment.copy(frame, 0, model.finished(), 0, frameBytes);
        MemorySegment.copy(action, 0, model.finishedAction(), JAVA_FLOAT, 0, shape.actions());
        model.remember();
        MemorySegment.copy(frame, 0, last, 0, frameBytes);
        newest = (newest + 1) % shape.window();
        size = Math.min(size + 1, shape.window());
        remembered++;
        MemorySegment.copy(model.entry(), 0, model.cache(), newest * entryBytes, entryBytes);
        for (int slot = 0; slot < shape.window(); slot++) {
            int age = Math.floorMod(newest - slot, shape.window()) + 1;
            model.ages().setAtIndex(JAVA_LONG, slot, age <= size ? age : 0);
        }
        return Outcome.TAKEN;
    }

    /** How many frames it holds now, at most the window. */
    public int size() {
        return size;
    }

    /** How many it was given since the last {@link #reset}. */
    public long remembered() {
        return remembered;
    }

    /** The newest frame, f32 [latent]; zeros while it is empty. Read only. */
    public MemorySegment last() {
        return last;
    }

    /**
     * What it keeps of a frame, f32 [entry]. Read only.
     *
     * @param age 1: the newest
     * @throws IllegalArgumentException if it holds no frame of that age
     */
    public MemorySegment entry(int age) {
        if (age < 1 || age > size) {
            throw new IllegalArgumentException(
                    "frame of age " + age + ": the cache holds ages 1 … " + size + " of a window of " + shape.window());
        }
        int slot = Math.floorMod(newest - (age - 1), shape.window());
        return model.cache().asSlice(slot * entryBytes, entryBytes);
    }

    /** A place to keep a state of this cache in. */
    public Saved saved() {
        return new Saved(shape);
    }

    /** Copies its state out, before a dream. */
    public void save(Saved to) {
        MemorySegment.copy(model.cache(), 0, to.cache, 0, to.cache.byteSize());
        MemorySegment.copy(model.ages(), 0, to.ages, 0, to.ages.byteSize());
        MemorySegment.copy(last, 0, to.last, 0, to.last.byteSize());
        to.newest = newest;
        to.size = size;
        to.remembered = remembered;
    }

    /** Takes a saved state back, after one. */
    public void restore(Saved from) {
        MemorySegment.copy(from.cache, 0, model.cache(), 0, from.cache.byteSize());
        MemorySegment.copy(from.ages, 0, model.ages(), 0, from.ages.byteSize());
        MemorySegment.copy(from.last, 0, last, 0, from.last.byteSize());
        newest = from.newest;
        size = from.size;
        remembered = from.remembered;
    }

    private boolean finite(MemorySegment frame) {
        for (int i = 0; i < shape.latent(); i++) {
            if (!Float.isFinite(frame.getAtIndex(JAVA_FLOAT, i))) {
                return false;
            }
        }
        return true;
    }

    /** A state of a cache. */
    public static final class Saved {
        private final MemorySegment cache;
        private final MemorySegment ages;
        private final MemorySegment last;
        private int newest;
        private int size;
        private long remembered;

        Saved(WorldShape shape) {
            Arena arena = Arena.ofAuto();
            cache = arena.allocate(JAVA_FLOAT, (long) shape.window() * shape.entry());
            ages = arena.allocate(JAVA_LONG, shape.window());
            last = arena.allocate(JAVA_FLOAT, shape.latent());
        }
    }
}

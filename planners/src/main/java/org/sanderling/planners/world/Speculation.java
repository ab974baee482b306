package org.sanderling.planners.world;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Speculative sampling as in Next-Frame Diffusion (arXiv 2506.01380): the next F frames in one block, assuming that the action persists. When the
 * real actions come in, the frames whose actions equal the assumed one are kept, up to the first that differs; the rest are discarded.
 * Equality of actions is the only criterion.
 *
 * <p>The thread of its {@link FrameModel}; no allocation.
 */
public final class Speculation {
    private final FrameModel model;
    private final WorldShape shape;
    private final FrameCache cache;
    private final Sampler[] samplers;
    private final BlockField[] fields;
    private final Source source;
    private final Noise noise;
    private final MemorySegment frame;
    private final float[] assumed;
    private int block = -1;
    private int position;
    private long proposed;
    private long accepted;

    /**
     * @param samplers one for each of the model's blocks, in their order (a sampler with memory of its own is as long as its block)
     * @param warm whether frames start from the last one, else from noise alone
     * @param sigma scale of the noise
     */
    public Speculation(FrameModel model, FrameCache cache, Sampler[] samplers, boolean warm, float sigma, Noise noise) {
        this.model = model;
        this.cache = cache;
        this.noise = noise;
        shape = model.shape();
        if (samplers.length != shape.blocks().size()) {
            throw new IllegalArgumentException(
                    samplers.length + " samplers for blocks of " + shape.blocks() + " frames");
        }
        this.samplers = samplers.clone();
        fields = new BlockField[samplers.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new BlockField(model.block(shape.blocks().get(i)), shape);
        }
        source = Dream.source(cache, shape, warm, sigma, noise);
        frame = Arena.ofAuto().allocate((long) shape.latent() * Float.BYTES, 64);
        assumed = new float[shape.actions()];
    }

    /**
     * The frame that follows under this action: taken from the block in hand where that assumed the same action, else from a new one.
     *
     * @param ahead frames of a new block, one of {@link WorldShape#blocks}
     * @return {@link Outcome#TAKEN}, or why there is no frame
     * @throws IllegalArgumentException if the model has no such block
     */
    public Outcome next(float[] action, int ahead) {
        if (!shape.allows(action)) {
            return Outcome.ACTION_OUT_OF_RANGE;
        }
        if (inHand() == 0 || !assumes(action)) {
            draw(action, ahead);
        } else {
            accepted++;
        }
        long bytes = (long) shape.latent() * Float.BYTES;
        MemorySegment.copy(fields[block].input(), position * bytes, frame, 0, bytes);
        position++;
        return cache.remember(frame, action);
    }

    /** Discards what is in hand. */
    public void reset() {
        block = -1;
        position = 0;
    }

    /** Frames drawn ahead and not yet asked for. */
    public int inHand() {
        return block < 0 ? 0 : shape.blocks().get(block) - position;
    }

    /** Frames drawn beyond the one that was asked for. */
    public long proposed() {
        return proposed;
    }

    /** Those of them that were used. */
    public long accepted() {
        return accepted;
    }

    /** The frame given last, f32 [latent]; read only. */
    public MemorySegment frame() {
        return frame;
    }

    /** The frame given last as a picture, f32 [3, height, width] in [0, 1]. */
    public MemorySegment picture() {
        MemorySegment.copy(frame, 0, model.dreamt(), 0, frame.byteSize());
        model.decode();
        return model.picture();
    }

    private void draw(float[] action, int ahead) {
        int index = indexOf(ahead);
        if (noise instanceof CounterNoise numbers) {
            numbers.frame(cache.remembered());
        }
        for (int f = 0; f < ahead; f++) {
            fields[index].action(f, action);
        }
        block = -1;
        samplers[index].sample(fields[index], source);
        block = index;
        position = 0;
        proposed += ahead - 1;
        System.arraycopy(action, 0, assumed, 0, assumed.length);
    }

    private int indexOf(int ahead) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].length() == ahead * shape.latent()) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "a block of " + ahead + " frames: this model has blocks of " + shape.blocks());
    }

    private boolean assumes(float[] action) {
        for (int i = 0; i < assumed.length; i++) {
            if (assumed[i] != action[i]) {
                return false;
            }
        }
        return true;
    }
}

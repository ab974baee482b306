package org.sanderling.planners.world;

import java.lang.foreign.MemorySegment;

/**
 * The next frame, again and again: a sampler over the cache, then the frame is remembered.
 *
 * <p>The thread of its {@link FrameModel}; no allocation.
 */
public final class Dream {
    private final FrameModel model;
    private final WorldShape shape;
    private final FrameCache cache;
    private final BlockField field;
    private final Sampler sampler;
    private final Source source;
    private final Noise noise;

    /**
     * @param warm whether a frame starts from the last one, else from noise alone
     * @param sigma scale of the noise
     * @param noise {@link Noise#NONE} for point predictions
     */
    public Dream(FrameModel model, FrameCache cache, Sampler sampler, boolean warm, float sigma, Noise noise) {
        this.model = model;
        this.cache = cache;
        this.sampler = sampler;
        this.noise = noise;
        shape = model.shape();
        field = new BlockField(model.block(1), shape);
        source = source(cache, shape, warm, sigma, noise);
    }

    static Source source(FrameCache cache, WorldShape shape, boolean warm, float sigma, Noise noise) {
        MemorySegment base = warm ? cache.last() : Zeros.of(shape.latent());
        return new Source(base, sigma, noise);
    }

    /**
     * Draws the frame that follows under this action, and does not remember it. It lies in {@link #frame()}.
     *
     * @return {@link Outcome#TAKEN}, or why nothing was drawn
     */
    public Outcome draw(float[] action) {
        if (!shape.allows(action)) {
            return Outcome.ACTION_OUT_OF_RANGE;
        }
        if (noise instanceof CounterNoise numbers) {
            numbers.frame(cache.remembered());
        }
        field.action(0, action);
        sampler.sample(field, source);
        return Outcome.TAKEN;
    }

    /** {@link #draw}, and remembers the frame; one that is not finite is not remembered. */
    public Outcome next(float[] action) {
        Outcome drawn = draw(action);
        return drawn == Outcome.TAKEN ? cache.remember(frame(), action) : drawn;
    }

    /** The frame drawn last, f32 [latent]; read only, until the next draw. */
    public MemorySegment frame() {
        return field.input();
    }

    /** The frame drawn last as a picture, f32 [3, height, width] in [0, 1]. */
    public MemorySegment picture() {
        MemorySegment.copy(frame(), 0, model.dreamt(), 0, (long) shape.latent() * Float.BYTES);
        model.decode();
        return model.picture();
    }
}

package org.sanderling.runtime.world;

import org.jspecify.annotations.Nullable;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.world.CounterNoise;
import org.sanderling.planners.world.Dream;
import org.sanderling.planners.world.EulerSampler;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.planners.world.HeunSampler;
import org.sanderling.planners.world.Noise;
import org.sanderling.planners.world.RectifiedFlowConsistency;
import org.sanderling.planners.world.Sampler;
import org.sanderling.planners.world.Schedule;
import org.sanderling.planners.world.Speculation;

/**
 * How frames are drawn: the manifest's choice, and what was asked for instead.
 *
 * @param warm whether a frame starts from the last one
 * @param sigma standard deviation of the source's noise
 * @param sampler {@code euler}, {@code heun} or {@code consistency}
 * @param mode {@code point} or {@code sample}
 * @param temperature factor of the noise in {@code sample}
 * @param steps of the sampler
 * @param seed of the noise
 */
public record WorldSampling(
        boolean warm, float sigma, String sampler, String mode, float temperature, int steps, long seed) {
    /** Most steps that anyone asks a few-step sampler for. */
    public static final int MAX_STEPS = 1000;

    /**
     * The manifest's sampling.
     *
     * @param steps instead of the manifest's; 0: those
     * @param mode instead of the manifest's; null: that
     * @param sampler instead of the manifest's; null: that
     * @throws ConfigException if the model is no world model
     */
    public static WorldSampling of(
            ModelManifest manifest, int steps, @Nullable String mode, @Nullable String sampler, long seed) {
        ModelManifest.World world = manifest.world();
        if (world == null) {
            throw new ConfigException(manifest.directory() + ": a " + manifest.task()
                    + ", not a world model; name a world model's directory");
        }
        return new WorldSampling(
                world.source().equals("warm"),
                (float) world.sigma(),
                sampler == null ? world.sampler() : sampler,
                mode == null ? world.mode() : mode,
                (float) world.temperature(),
                steps == 0 ? world.steps() : steps,
                seed);
    }

    /** Draws one frame after the other. Not on a real-time thread; what it returns is for one. */
    public Dream dream(FrameModel model, FrameCache cache) {
        return new Dream(model, cache, sampler(model.shape().latent()), warm, sigma, noise());
    }

    /** Draws several ahead. */
    public Speculation speculation(FrameModel model, FrameCache cache) {
        Sampler[] samplers = model.shape().blocks().stream()
                .map(frames -> sampler(frames * model.shape().latent()))
                .toArray(Sampler[]::new);
        return new Speculation(model, cache, samplers, warm, sigma, noise());
    }

    private Noise noise() {
        return mode.equals("point") ? Noise.NONE : new CounterNoise(seed, temperature);
    }

    private Sampler sampler(int length) {
        return switch (sampler) {
            case "euler" -> new EulerSampler(Schedule.uniform(steps));
            case "heun" -> new HeunSampler(Schedule.uniform(steps), length);
            case "consistency" ->
                new RectifiedFlowConsistency(
                        warm ? Schedule.uniform(steps) : Schedule.rectified(Schedule.trigFlow(steps)));
            default -> throw new ConfigException("sampler " + sampler + ": allowed: euler, heun, consistency");
        };
    }
}

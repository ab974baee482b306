package org.sanderling.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.decode.CounterRandom;
import org.sanderling.planners.world.Dream;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.Speculation;
import org.sanderling.runtime.engine.WorldGraphs;
import org.sanderling.runtime.world.WorldSampling;

/** Times frames of one model. A forward takes as long for any values, so the world is a grey frame. */
final class FrameTrial {
    private static final int MOST = 20_000;
    private static final int LEAST = 8;

    private final WorldGraphs model;
    private final FrameCache cache;
    private final Dream dream;
    private final Speculation speculation;
    private final MemorySegment grey;
    private final float[] action;
    private final double[] samples = new double[MOST];

    FrameTrial(WorldGraphs model, ModelManifest manifest, int steps) {
        this.model = model;
        cache = new FrameCache(model);
        WorldSampling sampling = WorldSampling.of(manifest, steps, null, null, 1);
        dream = sampling.dream(model, cache);
        speculation = sampling.speculation(model, cache);
        grey = Arena.ofAuto().allocate(JAVA_FLOAT, model.shape().latent());
        action = model.shape().actionMin();
        for (int i = 0; i < model.shape().window(); i++) {
            cache.remember(grey, action);
        }
    }

    private double medianMs(double seconds, Runnable once) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int n = 0;
        while (n < MOST && (n < LEAST || System.nanoTime() < end)) {
            long start = System.nanoTime();
            once.run();
            samples[n++] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(samples, 0, n);
        return samples[n / 2];
    }

    /** Encode, draw, remember, decode. */
    double frameMs(double seconds) {
        return medianMs(seconds, () -> {
            model.encode();
            dream.draw(action);
            cache.remember(grey, action);
            dream.picture();
        });
    }

    /** Draw and remember. */
    double drawMs(double seconds) {
        return medianMs(seconds, () -> {
            dream.draw(action);
            cache.remember(grey, action);
        });
    }

    /** Draw with the past computed anew before every forward. */
    double drawUncachedMs(double seconds) {
        return medianMs(seconds, () -> {
            for (int step = 0; step < 4; step++) {
                for (int i = 0; i < model.shape().window(); i++) {
                    model.remember();
                }
                model.block(1).run();
            }
        });
    }

    /**
     * A frame's share of a run with speculation.
     *
     * @param persistence probability that an action equals the one before
     */
    double aheadMs(int block, double persistence, double seconds) {
        float[] other = action.clone();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        speculation.reset();
        int frames = 0;
        float now = action[0];
        while (frames < LEAST * block || System.nanoTime() < end) {
            if (CounterRandom.uniform(1, frames, 0, 0) >= persistence) {
                now = now == action[0] ? model.shape().actionMax()[0] : action[0];
            }
            other[0] = now;
            speculation.next(other, block);
            // What was drawn feeds back; the grey frame keeps it from running away over thousands of frames.
            frames++;
            if (frames % 100 == 0) {
                cache.remember(grey, action);
            }
        }
        return (System.nanoTime() - start) / 1e6 / frames;
    }
}

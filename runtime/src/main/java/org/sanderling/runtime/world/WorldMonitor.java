package org.sanderling.runtime.world;

import java.util.Arrays;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.world.Dream;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.planners.world.Outcome;

/**
 * Watches a camera: dreams the next frame under the action that was carried out, and tells how surprising the frame is that then comes.
 *
 * <p>For each camera frame: pixels into {@link FrameModel#image()}, then {@link #see}; when the action is known, {@link #expect}. One thread, which
 * is not the pacer, planner or control thread; no allocation.
 */
public final class WorldMonitor {
    private final FrameModel model;
    private final FrameCache cache;
    private final Dream dream;
    private final FrameSurprise surprise;
    private final SurpriseScale scale;
    private final double[] features = new double[FrameSurprise.FEATURES];
    private final float[] action;
    private boolean expecting;
    private boolean primed;
    private double score;

    /**
     * A monitor over a model of its own.
     *
     * @throws ConfigException if the manifest has no calibration
     */
    public WorldMonitor(FrameModel model, ModelManifest manifest) {
        this.model = model;
        if (manifest.world() == null || manifest.world().monitor() == null) {
            throw new ConfigException(
                    manifest.directory() + ": no world.monitor; calibrate it, see docs/world-model.md");
        }
        scale = SurpriseScale.of(manifest.world().monitor());
        cache = new FrameCache(model);
        // One step without noise: the prediction with the least error, and the cheapest.
        dream = WorldSampling.of(manifest, 1, "point", "euler", 0).dream(model, cache);
        surprise = new FrameSurprise(model);
        action = new float[model.shape().actions()];
    }

    /** Forgets what it saw: after a gap. */
    public void reset() {
        cache.reset();
        expecting = false;
        primed = false;
        score = 0;
    }

    /**
     * A frame has come; its pixels lie in {@link FrameModel#image()}.
     *
     * @return true if it was compared with a dream, so that {@link #score} is its own; false while the window fills
     */
    public boolean see() {
        model.encode();
        boolean compared = expecting;
        if (compared) {
            surprise.compare(cache.last(), dream.frame(), features);
            score = scale.score(features);
        }
        Outcome taken = cache.remember(model.latent(), action);
        if (taken != Outcome.TAKEN) {
            cache.reset();
            score = Double.POSITIVE_INFINITY;
        }
        primed = true;
        expecting = false;
        return compared;
    }

    /**
     * The action that leads from the frame seen last to the next.
     *
     * @return {@link Outcome#ACTION_OUT_OF_RANGE} if there will be nothing to compare the next frame with
     */
    public Outcome expect(float[] next) {
        if (!primed || !model.shape().allows(next)) {
            expecting = false;
            return model.shape().allows(next) ? Outcome.TAKEN : Outcome.ACTION_OUT_OF_RANGE;
        }
        System.arraycopy(next, 0, action, 0, action.length);
        if (cache.size() == model.shape().window()) {
            expecting = dream.draw(action) == Outcome.TAKEN;
        }
        return Outcome.TAKEN;
    }

    /** Surprise at the last frame that was compared, in spreads above the calibration set's median; 0 before the first. */
    public double score() {
        return score;
    }

    /** Its percentile among good frames, 0 … 100. */
    public double percentile() {
        return scale.percentile(score);
    }

    /** Trust in the camera, 0 … 1. */
    public double trust() {
        return scale.trust(score);
    }

    /** The features of the last comparison, a copy. For reports; allocates. */
    public double[] features() {
        return Arrays.copyOf(features, features.length);
    }
}

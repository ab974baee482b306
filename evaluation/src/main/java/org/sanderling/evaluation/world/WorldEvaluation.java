package org.sanderling.evaluation.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.openloop.DrivenFrames;
import org.sanderling.evaluation.openloop.Quantiles;
import org.sanderling.planners.world.Dream;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.Outcome;
import org.sanderling.planners.world.WorldShape;
import org.sanderling.runtime.engine.WorldGraphs;
import org.sanderling.runtime.source.SourceException;
import org.sanderling.runtime.world.SurpriseScale;
import org.sanderling.runtime.world.WorldSampling;

/**
 * Dreams from every frame of a drive that has a full window of frames before it and the whole horizon after it, and compares with what the
 * camera saw. The actions are the recorded ones.
 */
public final class WorldEvaluation {
    private static final int WARM_UP = 50;
    private static final int TIMED_FRAMES = 300;
    private static final int UNCOUNTED_FRAMES = 100;

    /** Frames that are remembered before the first that counts: more than a deep network sees back through a short window. */
    private static final int RUN_UP_FRAMES = 64;

    private final WorldRequest request;
    private final WorldGraphs model;
    private final WorldDrive drive;
    private final WorldShape shape;
    private final FrameCache cache;
    private final Dream dream;
    private final float[] picture;
    private final List<PictureError> predicted = new ArrayList<>();
    private final List<PictureError> copied = new ArrayList<>();
    private final List<double[]> realMotion = new ArrayList<>();
    private final List<double[]> dreamtMotion = new ArrayList<>();
    private final List<double[]> copiedMotion = new ArrayList<>();
    private final List<double[]> blurredMotion = new ArrayList<>();
    private final MonitorTrial monitor;
    private final Dream expectation;
    private final PictureError autoencoder;
    private final PictureError negated;
    private int starts;

    private WorldEvaluation(WorldRequest request, WorldGraphs model, WorldDrive drive) {
        this.request = request;
        this.model = model;
        this.drive = drive;
        shape = model.shape();
        cache = new FrameCache(model);
        dream = request.sampling().dream(model, cache);
        picture = new float[shape.picture()];
        monitor = new MonitorTrial(model, drive);
        expectation =
                WorldSampling.of(request.manifest(), 1, "point", "euler", 0).dream(model, cache);
        for (int h = 0; h < request.horizon(); h++) {
            predicted.add(new PictureError(shape.heightPx(), shape.widthPx()));
            copied.add(new PictureError(shape.heightPx(), shape.widthPx()));
        }
        autoencoder = new PictureError(shape.heightPx(), shape.widthPx());
        negated = new PictureError(shape.heightPx(), shape.widthPx());
    }

    /** Told how far the evaluation is. */
    public interface Progress {
        void at(long done, long total);
    }

    /**
     * Evaluates.
     *
     * @throws SourceException where the recording has no frame to dream from
     * @throws org.sanderling.config.ConfigException where the model is no world model of steering and throttle, or disagrees with its graphs
     * @throws org.sanderling.recording.mcap.McapException where the recording cannot be read
     */
    public static WorldResult run(WorldRequest request, Progress progress) {
        long periodNs = Math.round(1e9 / request.manifest().rateHz());
        DrivenFrames frames = DrivenFrames.read(request.recording(), request.inputs(), periodNs);
        try (WorldGraphs model = new WorldGraphs(request.manifest(), request.engine());
                WorldDrive drive =
                        new WorldDrive(frames, request.manifest(), model, request.decoder(), request.horizon() + 2)) {
            model.warmUp(WARM_UP);
            return new WorldEvaluation(request, model, drive).run(progress);
        }
    }

    private WorldResult run(Progress progress) {
        FrameCache.Saved saved = cache.saved();
        for (int row = 0; row < drive.size(); row++) {
            long index = drive.drive().frames().get(row).index();
            if (index < request.frames().first() - RUN_UP_FRAMES
                    || index > request.frames().last()) {
                continue;
            }
            if (!drive.whole(row, row)) {
                cache.reset();
                continue;
            }
            if (!drive.whole(row - 1, row)) {
                cache.reset();
            }
            MemorySegment latent = drive.latent(row);
            decoded(latent);
            autoencoder.add(picture, drive.pixels(row));
            cache.remember(latent, drive.action(row));
            if (cache.size() == shape.window() && wanted(row)) {
                cache.save(saved);
                from(row, saved);
                starts++;
            }
            progress.at(row + 1L, drive.size());
        }
        if (starts == 0) {
            throw new SourceException(request.recording() + ": none of its " + drive.size() + " frames has "
                    + (shape.window() - 1) + " before and " + request.horizon()
                    + " after it without a gap; give a longer drive or a shorter horizon");
        }
        return new WorldResult(
                starts,
                request.sampling().steps(),
                request.sampling().mode(),
                request.sampling().sampler(),
                predicted,
                copied,
                autoencoder,
                negated,
                distances(),
                found(),
                time());
    }

    private boolean wanted(int row) {
        if (!drive.whole(row, row + request.horizon())) {
            return false;
        }
        long next = drive.drive().frames().get(row + 1).index();
        return next >= request.frames().first()
                && next + request.horizon() - 1 <= request.frames().last();
    }

    /** All horizons from one frame; the cache is as before afterwards. */
    private void from(int row, FrameCache.Saved saved) {
        int height = shape.heightPx();
        int width = shape.widthPx();
        float[] seen = drive.pixels(row).clone();
        for (int h = 0; h < request.horizon(); h++) {
            float[] action = drive.action(row + h + 1);
            float[] real = drive.pixels(row + h + 1);
            dream(action);
            predicted.get(h).add(picture, real);
            copied.get(h).add(seen, real);
            if (h == 0) {
                dreamtMotion.add(MotionFeatures.of(seen, picture, height, width));
                realMotion.add(MotionFeatures.of(seen, real, height, width));
                copiedMotion.add(MotionFeatures.of(seen, seen, height, width));
                blurredMotion.add(MotionFeatures.of(seen, MotionFeatures.blurred(real, height, width), height, width));
            }
            cache.remember(dream.frame(), action);
        }
        cache.restore(saved);
        float[] other = drive.action(row + 1).clone();
        other[0] = -other[0];
        dream(other);
        negated.add(picture, drive.pixels(row + 1));
        expectation.draw(drive.action(row + 1));
        monitor.at(row + 1, cache.last(), expectation.frame());
    }

    private void dream(float[] action) {
        Outcome outcome = dream.draw(action);
        if (outcome != Outcome.TAKEN) {
            throw new SourceException(request.recording() + ": a frame could not be dreamt: " + outcome);
        }
        decoded(dream.frame());
    }

    private void decoded(MemorySegment latent) {
        MemorySegment.copy(latent, 0, model.dreamt(), 0, (long) shape.latent() * Float.BYTES);
        model.decode();
        MemorySegment.copy(model.picture(), JAVA_FLOAT, 0, picture, 0, picture.length);
    }

    private WorldResult.Monitor found() {
        SurpriseScale own = monitor.calibrated();
        ModelManifest.World.Monitor block = request.manifest().world().monitor();
        SurpriseScale scale = block == null ? own : SurpriseScale.of(block);
        return new WorldResult.Monitor(monitor.auroc(scale), block == null ? "these frames" : "manifest", own.block());
    }

    private WorldResult.Distances distances() {
        List<double[]> even = new ArrayList<>();
        List<double[]> odd = new ArrayList<>();
        for (int i = 0; i < realMotion.size(); i++) {
            (i % 2 == 0 ? even : odd).add(realMotion.get(i));
        }
        return new WorldResult.Distances(
                1000 * KernelDistance.between(realMotion, dreamtMotion),
                1000 * KernelDistance.between(realMotion, copiedMotion),
                1000 * KernelDistance.between(realMotion, blurredMotion),
                1000 * KernelDistance.between(even, odd));
    }

    /** Encode, draw, decode and remember, frame after frame on the drive's own images. */
    private WorldResult.FrameTimes time() {
        double[][] ms = new double[5][TIMED_FRAMES];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        int row = 0;
        while (!drive.whole(row, row)) {
            row++;
        }
        float[] action = drive.action(row);
        drive.load(row);
        cache.reset();
        long before = 0;
        for (int n = -UNCOUNTED_FRAMES; n < TIMED_FRAMES; n++) {
            if (n == 0) {
                threads.getThreadAllocatedBytes(id);
                before = threads.getThreadAllocatedBytes(id);
            }
            long start = request.clock().monotonicNs();
            model.encode();
            long encoded = request.clock().monotonicNs();
            dream.draw(action);
            long drawn = request.clock().monotonicNs();
            cache.remember(dream.frame(), action);
            long remembered = request.clock().monotonicNs();
            dream.picture();
            long end = request.clock().monotonicNs();
            if (n >= 0) {
                ms[0][n] = (encoded - start) / 1e6;
                ms[1][n] = (drawn - encoded) / 1e6;
                ms[2][n] = (remembered - drawn) / 1e6;
                ms[3][n] = (end - remembered) / 1e6;
                ms[4][n] = (end - start) / 1e6;
            }
        }
        long bytes = threads.getThreadAllocatedBytes(id) - before;
        return new WorldResult.FrameTimes(
                Quantiles.of(ms[0], 0.5),
                Quantiles.of(ms[1], 0.5),
                Quantiles.of(ms[2], 0.5),
                Quantiles.of(ms[3], 0.5),
                Quantiles.of(ms[4], 0.5),
                (double) bytes / TIMED_FRAMES);
    }
}

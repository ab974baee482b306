package org.sanderling.evaluation.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanderling.planners.Clock;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.planners.world.Outcome;
import org.sanderling.planners.world.Speculation;
import org.sanderling.runtime.source.SourceException;
import org.sanderling.runtime.world.WorldSampling;

/**
 * A dream from one frame of a drive on.
 *
 * @param pictures the dreamt frames, [3, height, width] each
 * @param real what the camera saw instead; null from where the drive ends or has a gap
 * @param last the last seen frame
 * @param psnrDb error of each dreamt frame, dB; as many as there are real ones
 * @param framesPerSecond draw, remember and decode together
 * @param proposed frames drawn ahead of their action
 * @param accepted those that were used
 */
public record Rollout(
        List<float[]> pictures,
        List<float @Nullable []> real,
        float[] last,
        List<Double> psnrDb,
        double framesPerSecond,
        long proposed,
        long accepted) {

    /**
     * Dreams.
     *
     * @param row the last frame that is seen, a row of the drive
     * @param actions the action that leads to each dreamt frame
     * @param ahead frames drawn at once, one of the model's blocks
     * @throws SourceException where the drive has no window of frames up to the row, or an action is out of range
     */
    public static Rollout run(
            WorldDrive drive,
            FrameModel model,
            WorldSampling sampling,
            int row,
            List<float[]> actions,
            int ahead,
            Clock clock) {
        int window = model.shape().window();
        if (!drive.whole(row - window + 1, row)) {
            throw new SourceException(drive.drive().file() + ": fewer than " + window
                    + " frames without a gap up to the one to dream from; name a later one");
        }
        if (!model.shape().blocks().contains(ahead)) {
            throw new SourceException("--speculate " + ahead + ": this model draws "
                    + model.shape().blocks() + " frames at once; name one of these");
        }
        FrameCache cache = new FrameCache(model);
        for (int i = row - window + 1; i <= row; i++) {
            cache.remember(drive.latent(i), drive.action(i));
        }
        float[] last = drive.pixels(row).clone();
        Speculation speculation = sampling.speculation(model, cache);
        List<float[]> pictures = new ArrayList<>();
        long start = clock.monotonicNs();
        for (int h = 0; h < actions.size(); h++) {
            Outcome outcome = speculation.next(actions.get(h), ahead);
            if (outcome != Outcome.TAKEN) {
                throw new SourceException(
                        "frame " + (h + 1) + ": " + outcome + "; the model takes actions within its manifest's bounds");
            }
            pictures.add(floats(speculation.picture()));
        }
        double seconds = (clock.monotonicNs() - start) / 1e9;
        List<float @Nullable []> real = new ArrayList<>();
        List<Double> psnrDb = new ArrayList<>();
        for (int h = 0; h < pictures.size(); h++) {
            boolean known = drive.whole(row, row + h + 1);
            real.add(known ? drive.pixels(row + h + 1).clone() : null);
            if (known) {
                PictureError error =
                        new PictureError(model.shape().heightPx(), model.shape().widthPx());
                error.add(pictures.get(h), real.get(h));
                psnrDb.add(error.psnrDb());
            }
        }
        return new Rollout(
                pictures,
                real,
                last,
                psnrDb,
                pictures.size() / seconds,
                speculation.proposed(),
                speculation.accepted());
    }

    private static float[] floats(MemorySegment memory) {
        return memory.toArray(JAVA_FLOAT);
    }

    /**
     * Dream and reality side by side: the real frames above, the dreamt ones below them, and their difference (grey: none) at the bottom.
     *
     * @param every shows each so-manieth frame
     */
    public Picture sheet(int height, int width, int every, int zoom) {
        int columns = (pictures.size() + every - 1) / every;
        int gap = 2;
        Picture sheet = new Picture(columns * (width * zoom + gap) + gap, 3 * (height * zoom + gap) + gap);
        for (int c = 0; c < columns; c++) {
            column(sheet, c * every, height, width, gap + c * (width * zoom + gap), gap, zoom);
        }
        return sheet;
    }

    /** One picture a frame for the animation, in the same order from left to right. */
    public List<Picture> frames(int height, int width, int zoom) {
        List<Picture> all = new ArrayList<>();
        int gap = 2;
        for (int h = 0; h < pictures.size(); h++) {
            Picture picture = new Picture(3 * (width * zoom + gap) + gap, height * zoom + 2 * gap);
            float[] seen = real.get(h);
            if (seen != null) {
                picture.draw(seen, height, width, gap, gap, zoom);
                picture.draw(
                        Picture.difference(pictures.get(h), seen),
                        height,
                        width,
                        3 * gap + 2 * width * zoom,
                        gap,
                        zoom);
            }
            picture.draw(pictures.get(h), height, width, 2 * gap + width * zoom, gap, zoom);
            all.add(picture);
        }
        return all;
    }

    private void column(Picture sheet, int h, int height, int width, int left, int gap, int zoom) {
        int row = height * zoom + gap;
        float[] seen = real.get(h);
        if (seen != null) {
            sheet.draw(seen, height, width, left, gap, zoom);
            sheet.draw(Picture.difference(pictures.get(h), seen), height, width, left, gap + 2 * row, zoom);
        }
        sheet.draw(pictures.get(h), height, width, left, gap + row, zoom);
    }
}

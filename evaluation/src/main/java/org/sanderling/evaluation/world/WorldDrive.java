package org.sanderling.evaluation.world;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.sanderling.config.ModelManifest;
import org.sanderling.evaluation.openloop.DrivenFrames;
import org.sanderling.planners.world.FrameModel;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.source.SourceException;

/**
 * A recorded drive as a world model sees it: each frame's latents and pixels, and the action that led to it. Encoded on demand; the last
 * {@code kept} frames are held, so memory does not grow with the drive.
 */
public final class WorldDrive implements AutoCloseable {
    private final DrivenFrames drive;
    private final FrameModel model;
    private final ImageDecoder decoder;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment jpeg;
    private final MemorySegment[] latents;
    private final float[][] pixels;
    private final int[] held;
    private final boolean[] allowed;

    /**
     * @param kept how many frames are held at once
     * @throws SourceException if the model's actions are not a drive's
     */
    public WorldDrive(DrivenFrames drive, ModelManifest manifest, FrameModel model, ImageDecoder decoder, int kept) {
        this.drive = drive;
        this.model = model;
        this.decoder = decoder;
        List<String> actions = manifest.world().actions().stream()
                .map(ModelManifest.World.Action::name)
                .toList();
        if (!actions.equals(List.of("steering", "throttle"))) {
            throw new SourceException(manifest.directory() + ": takes actions " + actions
                    + "; a recorded drive has [steering, throttle]; name a model of those");
        }
        jpeg = arena.allocate(Math.max(1, drive.longestJpeg()), 64);
        latents = new MemorySegment[kept];
        pixels = new float[kept][model.shape().picture()];
        held = new int[kept];
        for (int i = 0; i < kept; i++) {
            latents[i] = arena.allocate(JAVA_FLOAT, model.shape().latent());
            held[i] = -1;
        }
        allowed = new boolean[drive.frames().size()];
        for (int row = 0; row < allowed.length; row++) {
            allowed[row] = model.shape().allows(drive.frames().get(row).action());
        }
    }

    /** Frames of the drive. */
    public int size() {
        return drive.frames().size();
    }

    /** The drive's frames as recorded. */
    public DrivenFrames drive() {
        return drive;
    }

    /** Whether frames first … last follow each other without a gap, with actions that the model takes. */
    public boolean whole(int first, int last) {
        if (first < 0 || last >= size()) {
            return false;
        }
        for (int row = first; row <= last; row++) {
            if (!allowed[row]) {
                return false;
            }
        }
        return drive.frames().get(last).index() - drive.frames().get(first).index() == last - first;
    }

    /** The action that led to a frame: the one recorded a frame earlier; a drive's first frame has its own. */
    public float[] action(int row) {
        return drive.frames()
                .get(row > 0 && whole(row - 1, row) ? row - 1 : row)
                .action();
    }

    /** Decodes a frame's image into the model's input. */
    public void load(int row) {
        byte[] bytes = drive.frames().get(row).jpeg();
        MemorySegment.copy(bytes, 0, jpeg, JAVA_BYTE, 0, bytes.length);
        int widthPx = model.shape().imageWidthPx();
        int heightPx = model.shape().imageHeightPx();
        int outcome = decoder.decode(jpeg, bytes.length, model.image(), widthPx, heightPx);
        if (outcome != ImageDecoder.OK) {
            throw new SourceException(
                    drive.file() + ": frame " + drive.frames().get(row).index() + ": "
                            + (outcome == ImageDecoder.WRONG_SIZE
                                    ? "an image of another size; the model takes "
                                    : "no image of ")
                            + widthPx + " × " + heightPx + " px; record with the model's camera");
        }
    }

    /** A frame's latents, f32 [latent]. */
    public MemorySegment latent(int row) {
        return latents[slot(row)];
    }

    /** A frame at the model's resolution, [3, height, width] flattened, in [0, 1]. */
    public float[] pixels(int row) {
        return pixels[slot(row)];
    }

    private int slot(int row) {
        int slot = row % held.length;
        if (held[slot] != row) {
            load(row);
            model.encode();
            MemorySegment.copy(model.latent(), 0, latents[slot], 0, latents[slot].byteSize());
            MemorySegment.copy(model.observed(), JAVA_FLOAT, 0, pixels[slot], 0, pixels[slot].length);
            held[slot] = row;
        }
        return slot;
    }

    @Override
    public void close() {
        arena.close();
    }
}

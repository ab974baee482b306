package org.sanderling.evaluation.openloop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanderling.config.Deployment;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.runtime.source.SourceException;

/**
 * A recorded drive on its grid of stamps: the frames that have an image and a finite command, in the order of time.
 *
 * @param file the recording
 * @param frames what it holds; a missing index is a gap in time
 */
public record DrivenFrames(Path file, List<Frame> frames) {
    public DrivenFrames {
        frames = List.copyOf(frames);
    }

    /**
     * One step of the grid.
     *
     * @param index periods since the recording's first stamp
     * @param stampNs sensor stamp, wall-clock ns
     * @param jpeg the compressed image
     * @param action steering and throttle that were carried out
     */
    public record Frame(long index, long stampNs, byte[] jpeg, float[] action) {}

    /**
     * Reads a drive from the deployment's topics. Of two messages at one step the first counts, as in the live loop.
     *
     * @throws org.sanderling.recording.mcap.McapException where the file cannot be read
     * @throws SourceException where it has no frame
     */
    public static DrivenFrames read(Path file, Deployment.Inputs inputs, long periodNs) {
        Map<Long, CompressedImage> images = new TreeMap<>();
        Map<Long, float[]> actions = new TreeMap<>();
        try (McapReader reader = McapReader.open(file)) {
            String camera = inputs.camera().topic();
            Iterator<ChannelMessage> messages =
                    reader.messages(Set.of(camera, inputs.ego().topic()));
            while (messages.hasNext()) {
                ChannelMessage m = messages.next();
                if (m.topic().equals(camera)) {
                    CompressedImage image =
                            CompressedImage.read(new CdrReader(m.message().data(), CompressedImage.SCHEMA));
                    images.putIfAbsent(image.header().stamp().nanos(), image);
                } else {
                    NormalizedControl command =
                            NormalizedControl.read(new CdrReader(m.message().data(), NormalizedControl.SCHEMA));
                    if (Float.isFinite(command.steering()) && Float.isFinite(command.throttle())) {
                        float[] action = {command.steering(), command.throttle()};
                        actions.putIfAbsent(command.header().stamp().nanos(), action);
                    }
                }
            }
        }
        List<Frame> frames = join(images, actions, periodNs);
        if (frames.isEmpty()) {
            throw new SourceException(file + ": no image on " + inputs.camera().topic() + " with a command on "
                    + inputs.ego().topic() + "; name a recorded drive, or set the topics in the deployment");
        }
        return new DrivenFrames(file, frames);
    }

    /** Bytes of its longest compressed image. */
    public int longestJpeg() {
        return frames.stream().mapToInt(f -> f.jpeg().length).max().orElse(0);
    }

    private static List<Frame> join(Map<Long, CompressedImage> images, Map<Long, float[]> actions, long periodNs) {
        List<Frame> frames = new ArrayList<>();
        Map<Long, float[]> byIndex = new TreeMap<>();
        long firstNs = images.isEmpty() ? 0 : images.keySet().iterator().next();
        actions.forEach((stampNs, action) -> byIndex.putIfAbsent(index(stampNs, firstNs, periodNs), action));
        images.forEach((stampNs, image) -> {
            long index = index(stampNs, firstNs, periodNs);
            float[] action = byIndex.get(index);
            if (action != null && (frames.isEmpty() || frames.getLast().index() != index)) {
                frames.add(new Frame(index, stampNs, image.data(), action));
            }
        });
        return frames;
    }

    private static long index(long stampNs, long firstNs, long periodNs) {
        return Math.floorDiv(stampNs - firstNs + periodNs / 2, periodNs);
    }
}

package org.sanderling.evaluation.openloop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.input.ObservationShape;

/**
 * What the naive baselines may know: the windows of the drive that was trained on, and their images in grey.
 *
 * @param windows those whose image decodes
 * @param thumbnails one a window
 */
record TrainingDrive(List<Window> windows, List<float[]> thumbnails) {
    /** Windows that were found in the drive, and what can be decoded of them. */
    static TrainingDrive of(DrivenFrames drive, List<Window> found, ObservationShape shape, ImageDecoder decoder) {
        List<Window> windows = new ArrayList<>();
        List<float[]> thumbnails = new ArrayList<>();
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment pixels = memory.allocate((long) shape.heightPx() * shape.widthPx() * 3, 64);
            MemorySegment jpeg = memory.allocate(drive.longestJpeg(), 64);
            for (Window window : found) {
                byte[] bytes = drive.frames().get(window.row()).jpeg();
                MemorySegment.copy(bytes, 0, jpeg, ValueLayout.JAVA_BYTE, 0, bytes.length);
                if (decoder.decode(jpeg, bytes.length, pixels, shape.widthPx(), shape.heightPx()) == ImageDecoder.OK) {
                    windows.add(window);
                    thumbnails.add(GreyThumbnail.of(pixels, shape.heightPx(), shape.widthPx()));
                }
            }
        }
        return new TrainingDrive(windows, thumbnails);
    }
}

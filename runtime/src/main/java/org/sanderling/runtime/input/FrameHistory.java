package org.sanderling.runtime.input;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.sanderling.planners.Observation;

/** The last decoded images, by stamp. Input thread only; allocates nothing after construction. */
final class FrameHistory {
    private final ObservationShape shape;
    private final MemorySegment[] pixels;
    private final long[] stamps;
    private final long[] sequences;
    private final long[] hashes;
    private long count;

    FrameHistory(ObservationShape shape) {
        this.shape = shape;
        int kept = shape.framesKept() + 1;
        pixels = new MemorySegment[kept];
        for (int i = 0; i < kept; i++) {
            pixels[i] = Arena.global().allocate((long) shape.heightPx() * shape.widthPx() * 3, 64);
        }
        stamps = new long[kept];
        sequences = new long[kept];
        hashes = new long[kept];
    }

    void clear() {
        count = 0;
    }

    /** Where the next image is to be decoded to; it counts once {@link #add} was called. */
    MemorySegment next() {
        return pixels[(int) (count % pixels.length)];
    }

    void add(long sequence, long stampNs, long hash) {
        int at = (int) (count++ % pixels.length);
        stamps[at] = stampNs;
        sequences[at] = sequence;
        hashes[at] = hash;
    }

    /** Hash of the newest image's pixels; 0 where there is none. */
    long newestHash() {
        return count == 0 ? 0 : hashes[(int) ((count - 1) % pixels.length)];
    }

    /** Copies the images that the model wants; one that is missing is replaced by the newest. */
    void fill(Observation out) {
        int newest = (int) ((count - 1) % pixels.length);
        for (int f = 0; f < out.imageSequences.length; f++) {
            int at = find(stamps[newest] + shape.imageOffsets().get(f) * shape.periodNs(), newest);
            out.imageSequences[f] = sequences[at];
            out.imageHashes[f] = hashes[at];
            MemorySegment.copy(pixels[at], 0, out.images, f * out.imageBytes, out.imageBytes);
        }
    }

    private int find(long stampNs, int otherwise) {
        long oldest = Math.max(0, count - pixels.length);
        for (long i = count - 1; i >= oldest; i--) {
            int at = (int) (i % pixels.length);
            if (Math.abs(stamps[at] - stampNs) <= shape.periodNs() / 2) {
                return at;
            }
        }
        return otherwise;
    }
}

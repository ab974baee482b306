package org.sanderling.recording.mcap;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a recording is written.
 *
 * @param profile profile of the header, {@code ros2} by default
 * @param library who wrote it
 * @param compression of chunks
 * @param chunkNs a chunk is closed before a message whose log time is this much after the chunk's first, ns
 * @param chunkBytes a chunk is closed once its content has this many bytes
 * @param features what is written beside the messages
 */
public record WriterOptions(
        String profile, String library, Compression compression, long chunkNs, int chunkBytes, Set<Feature> features) {
    public static final String LIBRARY = "sanderling 0.1.0";

    public WriterOptions {
        if (chunkNs < 1 || chunkBytes < 1) {
            throw new IllegalArgumentException("chunkNs and chunkBytes are at least 1");
        }
        features = features.isEmpty() ? Set.of() : Set.copyOf(features);
    }

    /** zstd, chunks of 100 ms or 1 MiB, everything indexed. */
    public static WriterOptions defaults() {
        return new WriterOptions("ros2", LIBRARY, Compression.ZSTD, 100_000_000L, 1 << 20, Feature.all());
    }

    public WriterOptions withCompression(Compression value) {
        return new WriterOptions(profile, library, value, chunkNs, chunkBytes, features);
    }

    public WriterOptions withChunkNs(long value) {
        return new WriterOptions(profile, library, compression, value, chunkBytes, features);
    }

    public WriterOptions withChunkBytes(int value) {
        return new WriterOptions(profile, library, compression, chunkNs, value, features);
    }

    public WriterOptions withHeader(String newProfile, String newLibrary) {
        return new WriterOptions(newProfile, newLibrary, compression, chunkNs, chunkBytes, features);
    }

    public WriterOptions withFeatures(Set<Feature> value) {
        return new WriterOptions(profile, library, compression, chunkNs, chunkBytes, value);
    }

    public WriterOptions without(Feature feature) {
        Set<Feature> left = EnumSet.allOf(Feature.class);
        left.retainAll(features);
        left.remove(feature);
        return withFeatures(left);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }
}

package org.sanderling.runtime.image;

import java.lang.foreign.MemorySegment;

/**
 * Compressed image to pixels. One instance a thread; no call allocates after the first.
 */
public interface ImageDecoder extends AutoCloseable {
    /** Decoded. */
    int OK = 0;

    /** Not an image, or cut short, or damaged. */
    int CORRUPT = 1;

    /** An image, but not of the size asked for. */
    int WRONG_SIZE = 2;

    /** Name and version of the decoding library, kept with recordings: pixels may differ between versions. */
    String version();

    /**
     * Decodes to RGB.
     *
     * @param jpeg compressed bytes
     * @param length how many of them count
     * @param rgb receives u8 [height, width, 3], row-major
     * @return {@link #OK}, {@link #CORRUPT} or {@link #WRONG_SIZE}; on the latter two {@code rgb} must not be used
     */
    int decode(MemorySegment jpeg, long length, MemorySegment rgb, int widthPx, int heightPx);

    @Override
    void close();
}

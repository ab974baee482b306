package org.sanderling.runtime.loop;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.runtime.image.ImageDecoder;

/** An image decoder for the warm-up: images that differ, and now and then a corrupt one. One thread. */
final class ScriptedDecoder implements ImageDecoder {
    private static final int CORRUPT_EVERY = 16;

    private int count;

    @Override
    public String version() {
        return "scripted";
    }

    @Override
    public int decode(MemorySegment jpeg, long length, MemorySegment rgb, int widthPx, int heightPx) {
        rgb.set(ValueLayout.JAVA_INT_UNALIGNED, 0, count++);
        return count % CORRUPT_EVERY == 11 ? CORRUPT : OK;
    }

    @Override
    public void close() {}
}

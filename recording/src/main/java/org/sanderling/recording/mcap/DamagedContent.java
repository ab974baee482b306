package org.sanderling.recording.mcap;

/** Chunk content that cannot be decompressed; the caller knows where it lies. */
final class DamagedContent extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedContent(String what) {
        super(what);
    }
}

package org.sanderling.recording.mcap;

import java.util.Optional;

/** How the content of a chunk is compressed; the names that MCAP gives them. */
public enum Compression {
    NONE(""),
    LZ4("lz4"),
    ZSTD("zstd");

    private final String mcapName;

    Compression(String mcapName) {
        this.mcapName = mcapName;
    }

    /** As written in chunk records; empty for none. */
    public String mcapName() {
        return mcapName;
    }

    static Optional<Compression> of(String mcapName) {
        for (Compression c : values()) {
            if (c.mcapName.equals(mcapName)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }
}

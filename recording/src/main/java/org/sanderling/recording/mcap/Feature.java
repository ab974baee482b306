package org.sanderling.recording.mcap;

import java.util.EnumSet;
import java.util.Set;

/** What a recording may hold beside its messages. All of it by default. */
public enum Feature {
    /** Messages in chunks; without, each is written to the file at once. */
    CHUNKS,
    /** After each chunk, where its messages are. */
    MESSAGE_INDEX,
    CHUNK_INDEX,
    ATTACHMENT_INDEX,
    METADATA_INDEX,
    STATISTICS,
    REPEATED_SCHEMAS,
    REPEATED_CHANNELS,
    SUMMARY_OFFSETS;

    public static Set<Feature> all() {
        return EnumSet.allOf(Feature.class);
    }
}

package org.sanderling.recording.mcap;

import java.util.List;
import java.util.OptionalLong;

/**
 * Where things are in a file.
 *
 * @param segments in file order
 * @param truncatedAt where the file ends early
 * @param indexed true where the file's own indexes told, false where all of it had to be read
 */
record RecordingIndex(
        ChannelTable channels,
        List<Segment> segments,
        List<McapRecord.MetadataIndex> metadata,
        List<McapRecord.AttachmentIndex> attachments,
        OptionalLong truncatedAt,
        boolean indexed) {}

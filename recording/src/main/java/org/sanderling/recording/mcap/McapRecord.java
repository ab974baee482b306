package org.sanderling.recording.mcap;

import java.util.Map;

/**
 * A record of an MCAP file, field by field as in mcap.dev/spec.
 *
 * <p>Times are ns, unsigned 64-bit (for wall-clock time: since 1970-01-01T00:00Z). Offsets and lengths are bytes of the
 * file. Arrays belong to the record and are not copied: do not write to them.
 */
public sealed interface McapRecord {
    record Header(String profile, String library) implements McapRecord {}

    /** @param summaryStart 0 where there is no summary */
    record Footer(long summaryStart, long summaryOffsetStart, long summaryCrc) implements McapRecord {}

    record Schema(int id, String name, String encoding, byte[] data) implements McapRecord {}

    /** @param schemaId 0 where messages have no schema */
    record Channel(int id, int schemaId, String topic, String messageEncoding, Map<String, String> metadata)
            implements McapRecord {}

    /** @param sequence unsigned 32-bit: the low bits of the source's number */
    record Message(int channelId, long sequence, long logTimeNs, long publishTimeNs, byte[] data)
            implements McapRecord {}

    /** A chunk's header; its content follows as records of its own. */
    record Chunk(
            long messageStartNs,
            long messageEndNs,
            long uncompressedSize,
            long uncompressedCrc,
            String compression,
            long compressedSize)
            implements McapRecord {}

    /** Where in the preceding chunk's content each message of a channel starts. */
    record MessageIndex(int channelId, long[] logTimesNs, long[] contentOffsets) implements McapRecord {}

    /** @param messageIndexOffsets by channel id */
    record ChunkIndex(
            long messageStartNs,
            long messageEndNs,
            long chunkStart,
            long chunkLength,
            Map<Integer, Long> messageIndexOffsets,
            long messageIndexLength,
            String compression,
            long compressedSize,
            long uncompressedSize)
            implements McapRecord {}

    record Attachment(long logTimeNs, long createTimeNs, String name, String mediaType, byte[] data)
            implements McapRecord {}

    record AttachmentIndex(
            long offset, long length, long logTimeNs, long createTimeNs, long dataSize, String name, String mediaType)
            implements McapRecord {}

    /** @param channelMessageCounts by channel id */
    record Statistics(
            long messageCount,
            int schemaCount,
            long channelCount,
            long attachmentCount,
            long metadataCount,
            long chunkCount,
            long messageStartNs,
            long messageEndNs,
            Map<Integer, Long> channelMessageCounts)
            implements McapRecord {}

    record Metadata(String name, Map<String, String> metadata) implements McapRecord {}

    record MetadataIndex(long offset, long length, String name) implements McapRecord {}

    record SummaryOffset(int groupOpcode, long groupStart, long groupLength) implements McapRecord {}

    /** @param dataSectionCrc 0 where the writer gave none */
    record DataEnd(long dataSectionCrc) implements McapRecord {}
}

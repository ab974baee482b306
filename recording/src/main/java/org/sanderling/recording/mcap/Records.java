package org.sanderling.recording.mcap;

import java.util.Map;

/** Writes the records that stand in more than one place of a file. */
final class Records {
    private Records() {}

    static void schema(RecordBuffer out, McapRecord.Schema s) {
        int record = out.begin(Opcode.SCHEMA);
        out.u16(s.id()).string(s.name()).string(s.encoding()).bytes(s.data()).end(record);
    }

    static void channel(RecordBuffer out, McapRecord.Channel c) {
        int record = out.begin(Opcode.CHANNEL);
        out.u16(c.id()).u16(c.schemaId()).string(c.topic()).string(c.messageEncoding());
        out.map(c.metadata()).end(record);
    }

    static void chunkIndex(RecordBuffer out, McapRecord.ChunkIndex i) {
        int record = out.begin(Opcode.CHUNK_INDEX);
        out.u64(i.messageStartNs()).u64(i.messageEndNs()).u64(i.chunkStart()).u64(i.chunkLength());
        counts(out, i.messageIndexOffsets());
        out.u64(i.messageIndexLength()).string(i.compression());
        out.u64(i.compressedSize()).u64(i.uncompressedSize()).end(record);
    }

    static void attachmentIndex(RecordBuffer out, McapRecord.AttachmentIndex i) {
        int record = out.begin(Opcode.ATTACHMENT_INDEX);
        out.u64(i.offset())
                .u64(i.length())
                .u64(i.logTimeNs())
                .u64(i.createTimeNs())
                .u64(i.dataSize());
        out.string(i.name()).string(i.mediaType()).end(record);
    }

    static void metadataIndex(RecordBuffer out, McapRecord.MetadataIndex i) {
        int record = out.begin(Opcode.METADATA_INDEX);
        out.u64(i.offset()).u64(i.length()).string(i.name()).end(record);
    }

    static void statistics(RecordBuffer out, McapRecord.Statistics s) {
        int record = out.begin(Opcode.STATISTICS);
        out.u64(s.messageCount()).u16(s.schemaCount()).u32(s.channelCount()).u32(s.attachmentCount());
        out.u32(s.metadataCount()).u32(s.chunkCount()).u64(s.messageStartNs()).u64(s.messageEndNs());
        counts(out, s.channelMessageCounts());
        out.end(record);
    }

    private static void counts(RecordBuffer out, Map<Integer, Long> map) {
        out.u32(10L * map.size());
        map.forEach((id, n) -> out.u16(id).u64(n));
    }
}

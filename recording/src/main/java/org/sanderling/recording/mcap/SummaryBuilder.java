package org.sanderling.recording.mcap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** What the end of a file repeats, counts and points to. Indexes are kept encoded: some 150 bytes a chunk. */
final class SummaryBuilder {
    private static final int MAX_IDS = 65_535;

    private final WriterOptions options;
    private final Map<Integer, McapRecord.Schema> schemas = new LinkedHashMap<>();
    private final Map<Integer, McapRecord.Channel> channels = new LinkedHashMap<>();
    private final Map<Integer, long[]> messagesByChannel = new TreeMap<>();
    private final RecordBuffer chunkIndexes = new RecordBuffer();
    private final RecordBuffer attachmentIndexes = new RecordBuffer();
    private final RecordBuffer metadataIndexes = new RecordBuffer();
    private long messages;
    private long startNs;
    private long endNs;
    private long chunks;
    private long attachments;
    private long metadata;

    SummaryBuilder(WriterOptions options) {
        this.options = options;
    }

    int nextSchemaId() {
        return nextId(schemas, "schemas");
    }

    int nextChannelId() {
        return nextId(channels, "channels");
    }

    private static int nextId(Map<Integer, ?> of, String what) {
        if (of.size() == MAX_IDS) {
            throw new IllegalStateException("a recording has at most " + MAX_IDS + " " + what);
        }
        return of.size() + 1;
    }

    boolean hasSchema(int id) {
        return schemas.containsKey(id);
    }

    boolean hasChannel(int id) {
        return channels.containsKey(id);
    }

    void add(McapRecord.Schema schema) {
        schemas.put(schema.id(), schema);
    }

    void add(McapRecord.Channel channel) {
        channels.put(channel.id(), channel);
    }

    void message(int channelId, long logTimeNs) {
        startNs = messages == 0 || Long.compareUnsigned(logTimeNs, startNs) < 0 ? logTimeNs : startNs;
        endNs = messages == 0 || Long.compareUnsigned(logTimeNs, endNs) > 0 ? logTimeNs : endNs;
        messages++;
        messagesByChannel.computeIfAbsent(channelId, id -> new long[1])[0]++;
    }

    void add(McapRecord.ChunkIndex index) {
        chunks++;
        if (options.has(Feature.CHUNK_INDEX)) {
            Records.chunkIndex(chunkIndexes, index);
        }
    }

    void add(McapRecord.AttachmentIndex index) {
        attachments++;
        if (options.has(Feature.ATTACHMENT_INDEX)) {
            Records.attachmentIndex(attachmentIndexes, index);
        }
    }

    void add(McapRecord.MetadataIndex index) {
        metadata++;
        if (options.has(Feature.METADATA_INDEX)) {
            Records.metadataIndex(metadataIndexes, index);
        }
    }

    /** Appends summary, summary offsets, footer and closing magic; they will stand at {@code start} of the file. */
    void write(long start, RecordBuffer out) {
        RecordBuffer offsets = new RecordBuffer();
        if (options.has(Feature.REPEATED_SCHEMAS)) {
            int from = out.size();
            schemas.values().forEach(s -> Records.schema(out, s));
            offset(Opcode.SCHEMA, start, from, out, offsets);
        }
        if (options.has(Feature.REPEATED_CHANNELS)) {
            int from = out.size();
            channels.values().forEach(c -> Records.channel(out, c));
            offset(Opcode.CHANNEL, start, from, out, offsets);
        }
        if (options.has(Feature.STATISTICS)) {
            int from = out.size();
            Records.statistics(out, statistics());
            offset(Opcode.STATISTICS, start, from, out, offsets);
        }
        group(Opcode.CHUNK_INDEX, chunkIndexes, start, out, offsets);
        group(Opcode.ATTACHMENT_INDEX, attachmentIndexes, start, out, offsets);
        group(Opcode.METADATA_INDEX, metadataIndexes, start, out, offsets);
        long summaryStart = out.size() == 0 ? 0 : start;
        long summaryOffsetStart = offsets.size() == 0 ? 0 : start + out.size();
        out.raw(offsets.bytes(), 0, offsets.size());
        int footer = out.begin(Opcode.FOOTER);
        out.u64(summaryStart).u64(summaryOffsetStart).u32(0).end(footer);
        CRC32 crc = new CRC32();
        crc.update(out.bytes(), 0, out.size() - 4);
        out.skip(-4);
        out.u32(crc.getValue()).u64(Opcode.MAGIC);
    }

    private McapRecord.Statistics statistics() {
        Map<Integer, Long> counts = new TreeMap<>();
        messagesByChannel.forEach((id, n) -> counts.put(id, n[0]));
        return new McapRecord.Statistics(
                messages, schemas.size(), channels.size(), attachments, metadata, chunks, startNs, endNs, counts);
    }

    private void group(int opcode, RecordBuffer records, long start, RecordBuffer out, RecordBuffer offsets) {
        int from = out.size();
        out.raw(records.bytes(), 0, records.size());
        offset(opcode, start, from, out, offsets);
    }

    private void offset(int opcode, long start, int from, RecordBuffer out, RecordBuffer offsets) {
        if (options.has(Feature.SUMMARY_OFFSETS) && out.size() > from) {
            int record = offsets.begin(Opcode.SUMMARY_OFFSET);
            offsets.u8(opcode).u64(start + from).u64(out.size() - from).end(record);
        }
    }
}

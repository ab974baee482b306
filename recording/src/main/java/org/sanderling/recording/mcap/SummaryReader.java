package org.sanderling.recording.mcap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The index that a closed file ends with, where it is whole: CRC right, every channel repeated, and chunks, attachments
 * and metadata covering the data section without a gap, so that nothing else can be in it.
 */
final class SummaryReader {
    private final FileRecords records;
    private final ChannelTable channels;
    private final List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
    private final List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
    private final List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
    private McapRecord.@Nullable Statistics statistics;

    private SummaryReader(FileRecords records) {
        this.records = records;
        channels = new ChannelTable(records.path());
    }

    /** Empty where the file has no index that can be relied upon. */
    static Optional<RecordingIndex> of(FileRecords records) {
        try {
            return records.closed() ? new SummaryReader(records).read() : Optional.empty();
        } catch (McapException e) {
            // A damaged summary is no reason not to read the data: the scan that follows names what is wrong with it.
            return Optional.empty();
        }
    }

    private Optional<RecordingIndex> read() {
        long footerAt = records.file().size() - Opcode.MAGIC_LENGTH - Opcode.FOOTER_CONTENT - Opcode.PREFIX;
        if (footerAt < Opcode.MAGIC_LENGTH) {
            return Optional.empty();
        }
        McapRecord.Footer footer = records.at(footerAt, McapRecord.Footer.class);
        long start = footer.summaryStart();
        long crcAt = footerAt + Opcode.PREFIX + Opcode.FOOTER_CONTENT - 4;
        boolean sane = start >= Opcode.MAGIC_LENGTH + Opcode.PREFIX
                && start < footerAt
                && (footer.summaryCrc() == 0
                        || footer.summaryCrc() == records.file().crc(start, crcAt));
        if (!sane) {
            return Optional.empty();
        }
        for (long at = start; at < footerAt; ) {
            long length = records.length(at);
            if (length < 0 || length > footerAt - at - Opcode.PREFIX) {
                return Optional.empty();
            }
            int opcode = records.opcode(at);
            Fields in = records.fields(at, records.bytes(at, length));
            long offset = at;
            RecordParser.parse(opcode, in).ifPresent(r -> add(r, offset));
            at += Opcode.PREFIX + length;
        }
        if (!complete() || !covers(start)) {
            return Optional.empty();
        }
        List<Segment> segments = chunks.stream()
                .map(c -> new Segment(c.chunkStart(), c.chunkLength(), true, c.messageStartNs()))
                .toList();
        return Optional.of(new RecordingIndex(channels, segments, metadata, attachments, OptionalLong.empty(), true));
    }

    private void add(McapRecord record, long offset) {
        switch (record) {
            case McapRecord.ChunkIndex c -> chunks.add(c);
            case McapRecord.AttachmentIndex a -> attachments.add(a);
            case McapRecord.MetadataIndex m -> metadata.add(m);
            case McapRecord.Statistics s -> statistics = s;
            default -> channels.add(record, offset);
        }
    }

    private boolean complete() {
        McapRecord.Statistics s = statistics;
        return s != null
                && s.chunkCount() == chunks.size()
                && s.attachmentCount() == attachments.size()
                && s.metadataCount() == metadata.size()
                && s.channelCount() == channels.channels().size()
                && s.schemaCount() == channels.schemas().size()
                && channels.channels()
                        .keySet()
                        .containsAll(s.channelMessageCounts().keySet());
    }

    private boolean covers(long summaryStart) {
        List<long[]> parts = new ArrayList<>();
        chunks.forEach(c -> parts.add(new long[] {c.chunkStart(), c.chunkLength() + c.messageIndexLength()}));
        attachments.forEach(a -> parts.add(new long[] {a.offset(), a.length()}));
        metadata.forEach(m -> parts.add(new long[] {m.offset(), m.length()}));
        parts.sort(Comparator.comparingLong(p -> p[0]));
        long at = Opcode.MAGIC_LENGTH + Opcode.PREFIX + records.length(Opcode.MAGIC_LENGTH);
        for (long[] part : parts) {
            if (part[0] != at || part[1] < Opcode.PREFIX || part[1] > summaryStart - at) {
                return false;
            }
            at += part[1];
        }
        return at + Opcode.PREFIX + Opcode.DATA_END_CONTENT == summaryStart && records.opcode(at) == Opcode.DATA_END;
    }
}

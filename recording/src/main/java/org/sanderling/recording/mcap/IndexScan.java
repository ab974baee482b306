package org.sanderling.recording.mcap;

import java.util.ArrayList;
import java.util.List;

/** Builds the index of a file that has none by reading all of it. */
final class IndexScan {
    /** Messages outside of chunks are taken together up to this many bytes. */
    private static final long RUN_BYTES = 1 << 20;

    private final ChannelTable channels;
    private final List<Segment> segments = new ArrayList<>();
    private final List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
    private final List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
    private long start;
    private long end;
    private boolean chunk;
    private boolean messages;
    private long startNs;

    private IndexScan(ChannelTable channels) {
        this.channels = channels;
    }

    static RecordingIndex of(FileRecords records) {
        IndexScan index = new IndexScan(new ChannelTable(records.path()));
        RecordScan scan = new RecordScan(records);
        while (scan.hasNext()) {
            McapRecord record = scan.next();
            index.add(record, scan);
        }
        index.close();
        return new RecordingIndex(
                index.channels, index.segments, index.metadata, index.attachments, scan.truncatedAt(), false);
    }

    private void add(McapRecord record, RecordScan scan) {
        switch (record) {
            case McapRecord.Schema s -> channels.add(s, scan.offset());
            case McapRecord.Channel c -> channels.add(c, scan.offset());
            case McapRecord.Chunk c -> open(scan, true);
            case McapRecord.Message m -> message(m, scan);
            case McapRecord.Metadata m -> {
                close();
                metadata.add(new McapRecord.MetadataIndex(scan.offset(), scan.end() - scan.offset(), m.name()));
            }
            case McapRecord.Attachment a -> {
                close();
                attachments.add(new McapRecord.AttachmentIndex(
                        scan.offset(),
                        scan.end() - scan.offset(),
                        a.logTimeNs(),
                        a.createTimeNs(),
                        a.data().length,
                        a.name(),
                        a.mediaType()));
            }
            default -> close();
        }
    }

    private void message(McapRecord.Message m, RecordScan scan) {
        boolean inChunk = scan.contentOffset() >= 0;
        if (!inChunk && (chunk || end == 0 || scan.end() - start > RUN_BYTES)) {
            open(scan, false);
        }
        startNs = messages && Long.compareUnsigned(startNs, m.logTimeNs()) < 0 ? startNs : m.logTimeNs();
        messages = true;
        end = scan.end();
    }

    private void open(RecordScan scan, boolean isChunk) {
        close();
        start = scan.offset();
        end = scan.end();
        chunk = isChunk;
    }

    private void close() {
        if (messages) {
            segments.add(new Segment(start, end - start, chunk, startNs));
        }
        messages = false;
        chunk = false;
        end = 0;
    }
}

package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Messages in log-time order; those with equal times in the order of the file. A segment is read when its first message
 * is due, and read again where segments overlap so much that their content does not fit {@link #HELD_BYTES}.
 */
final class MessageOrder implements Iterator<ChannelMessage> {
    private static final long HELD_BYTES = 64 << 20;

    private final FileRecords records;
    private final RecordingIndex index;
    private final Predicate<McapRecord.Channel> wanted;
    private final PriorityQueue<SegmentCursor> due =
            new PriorityQueue<>(((Comparator<SegmentCursor>) (a, b) -> Long.compareUnsigned(a.timeNs(), b.timeNs()))
                    // One not loaded yet may hold an earlier record of the same time.
                    .thenComparing(SegmentCursor::loaded)
                    .thenComparingLong(c -> c.segment().offset()));
    private final Map<Segment, byte[]> held = new LinkedHashMap<>(16, 0.75f, true);
    private long heldBytes;

    MessageOrder(FileRecords records, RecordingIndex index, Predicate<McapRecord.Channel> wanted) {
        this.records = records;
        this.index = index;
        this.wanted = wanted;
        index.segments().forEach(s -> due.add(new SegmentCursor(s)));
    }

    @Override
    public boolean hasNext() {
        while (!due.isEmpty() && !due.peek().loaded()) {
            SegmentCursor cursor = due.poll();
            byte[] content = content(cursor.segment());
            cursor.load(records.path(), content, index.channels(), wanted);
            requeue(cursor);
        }
        return !due.isEmpty();
    }

    @Override
    public ChannelMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        SegmentCursor cursor = due.poll();
        ByteBuffer in = ByteBuffer.wrap(content(cursor.segment())).order(ByteOrder.LITTLE_ENDIAN);
        in.position(cursor.take());
        long offset = cursor.segment().offset();
        McapRecord record = ContentRecords.next(records.path(), offset, in).orElseThrow();
        requeue(cursor);
        return index.channels().resolve((McapRecord.Message) record, offset);
    }

    private void requeue(SegmentCursor cursor) {
        if (cursor.hasNext()) {
            due.add(cursor);
        } else {
            byte[] content = held.remove(cursor.segment());
            heldBytes -= content == null ? 0 : content.length;
        }
    }

    private byte[] content(Segment segment) {
        byte[] content = held.get(segment);
        if (content == null) {
            content = read(segment);
            held.put(segment, content);
            heldBytes += content.length;
            Iterator<byte[]> eldest = held.values().iterator();
            while (heldBytes > HELD_BYTES && held.size() > 1) {
                heldBytes -= eldest.next().length;
                eldest.remove();
            }
        }
        return content;
    }

    private byte[] read(Segment segment) {
        if (segment.chunk()) {
            return records.chunkContent(segment.offset());
        }
        byte[] content = new byte[(int) segment.length()];
        records.file().read(segment.offset(), content.length).get(content);
        return content;
    }
}

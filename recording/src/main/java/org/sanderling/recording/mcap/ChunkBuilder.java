package org.sanderling.recording.mcap;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The chunk being filled: its content, and where in it the messages of each channel are. */
final class ChunkBuilder {
    private final RecordBuffer content = new RecordBuffer();
    private final Map<Integer, Entries> entries = new TreeMap<>();
    private final CRC32 crc = new CRC32();
    private long firstLogTimeNs;
    private long startNs;
    private long endNs;
    private int messages;

    /** Where records go; they belong to this chunk. */
    RecordBuffer content() {
        return content;
    }

    boolean isEmpty() {
        return content.size() == 0;
    }

    /** Log time of the first message minus that of one to come, ns; 0 while there is none. */
    long spanTo(long logTimeNs) {
        return messages == 0 ? 0 : logTimeNs - firstLogTimeNs;
    }

    /** Notes a message that starts at {@code offset} of the content. */
    void note(int channelId, long logTimeNs, int offset) {
        if (messages == 0) {
            firstLogTimeNs = logTimeNs;
            startNs = logTimeNs;
            endNs = logTimeNs;
        } else {
            startNs = Long.compareUnsigned(logTimeNs, startNs) < 0 ? logTimeNs : startNs;
            endNs = Long.compareUnsigned(logTimeNs, endNs) > 0 ? logTimeNs : endNs;
        }
        messages++;
        entries.computeIfAbsent(channelId, id -> new Entries()).add(logTimeNs, offset);
    }

    /** Appends the chunk to {@code out}, and its message indexes where wanted; gives what a chunk index says of it. */
    McapRecord.ChunkIndex finish(long fileOffset, WriterOptions options, ChunkCodec codec, RecordBuffer out) {
        int before = out.size();
        crc.reset();
        crc.update(content.bytes(), 0, content.size());
        int record = out.begin(Opcode.CHUNK);
        out.u64(startNs).u64(endNs).u64(content.size()).u32(crc.getValue());
        out.string(options.compression().mcapName());
        int sizeAt = out.size();
        out.u64(0);
        int packed = codec.compress(options.compression(), content.bytes(), content.size(), out);
        out.set64(sizeAt, packed);
        out.end(record);
        int length = out.size() - before;
        Map<Integer, Long> offsets = new TreeMap<>();
        if (options.has(Feature.MESSAGE_INDEX)) {
            entries.forEach((id, e) -> {
                if (e.count > 0) {
                    offsets.put(id, fileOffset + out.size() - before);
                    e.write(id, out);
                }
            });
        }
        return new McapRecord.ChunkIndex(
                startNs,
                endNs,
                fileOffset,
                length,
                offsets,
                out.size() - before - length,
                options.compression().mcapName(),
                packed,
                content.size());
    }

    /** Makes it ready for the next chunk; buffers are kept. */
    void clear() {
        content.clear();
        entries.values().forEach(e -> e.count = 0);
        messages = 0;
        startNs = 0;
        endNs = 0;
    }

    private static final class Entries {
        private long[] timesAndOffsets = new long[32];
        private int count;

        void add(long logTimeNs, int offset) {
            if (2 * count == timesAndOffsets.length) {
                timesAndOffsets = Arrays.copyOf(timesAndOffsets, 2 * timesAndOffsets.length);
            }
            timesAndOffsets[2 * count] = logTimeNs;
            timesAndOffsets[2 * count + 1] = offset;
            count++;
        }

        void write(int channelId, RecordBuffer out) {
            int record = out.begin(Opcode.MESSAGE_INDEX);
            out.u16(channelId).u32(16L * count);
            for (int i = 0; i < 2 * count; i++) {
                out.u64(timesAndOffsets[i]);
            }
            out.end(record);
        }
    }
}

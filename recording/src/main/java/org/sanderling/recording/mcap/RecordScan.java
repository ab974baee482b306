package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * All records of a file in the file's order, those inside a chunk after the chunk's own. CRCs are checked where they
 * are stated.
 *
 * <p>A file that was not closed ends, without an exception, before the first record that is not whole: cut short, zeros,
 * or damaged with nothing after it. In a closed file that is damage, so a {@link McapException}.
 */
public final class RecordScan implements Iterator<McapRecord> {
    private static final int SKIP = 1 << 20;

    private final FileRecords records;
    private final long size;
    private final CRC32 dataCrc = new CRC32();
    private long at = Opcode.MAGIC_LENGTH;
    private boolean dataEnded;
    private boolean ended;
    private OptionalLong truncatedAt = OptionalLong.empty();
    private @Nullable ByteBuffer content;
    private long topOffset;
    private int contentOffset = -1;
    private @Nullable McapRecord next;
    private long nextOffset;
    private int nextContentOffset;
    private long nextEnd;

    RecordScan(FileRecords records) {
        this.records = records;
        size = records.file().size();
        dataCrc.update(records.file().read(0, Opcode.MAGIC_LENGTH));
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = step();
        }
        return next != null;
    }

    @Override
    public McapRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        McapRecord record = next;
        next = null;
        topOffset = nextOffset;
        contentOffset = nextContentOffset;
        return record;
    }

    /** Where the last record given starts in the file; for one inside a chunk, where the chunk starts. */
    public long offset() {
        return topOffset;
    }

    /** Where the last record given starts in its chunk's content; −1 outside of chunks. */
    public int contentOffset() {
        return contentOffset;
    }

    /** End of the top-level record that {@link #offset} names. */
    long end() {
        return nextEnd;
    }

    /** Where the file ends early, once all was read; empty where it is whole. */
    public OptionalLong truncatedAt() {
        return truncatedAt;
    }

    private @Nullable McapRecord step() {
        while (true) {
            if (content != null) {
                McapRecord record = inContent(content);
                if (record != null) {
                    return record;
                }
                content = null;
            }
            if (ended) {
                return null;
            }
            McapRecord record = topLevel();
            if (record != null) {
                return record;
            }
        }
    }

    private @Nullable McapRecord inContent(ByteBuffer in) {
        while (in.hasRemaining()) {
            int start = in.position();
            Optional<McapRecord> record = ContentRecords.next(records.path(), nextOffset, in);
            if (record.isPresent()) {
                nextContentOffset = start;
                return record.get();
            }
        }
        return null;
    }

    private @Nullable McapRecord topLevel() {
        long left = size - at - Opcode.PREFIX;
        if (left < 0) {
            return cut(null);
        }
        int opcode = records.opcode(at);
        if (at == Opcode.MAGIC_LENGTH && opcode != Opcode.HEADER) {
            throw new McapException(records.path(), at, "the first record is no header");
        }
        long length = records.length(at);
        if (length < 0 || length > left) {
            return cut(records.overrun(at, length));
        }
        long start = at;
        long end = start + Opcode.PREFIX + length;
        if (dataEnded && (opcode == Opcode.MESSAGE || opcode == Opcode.CHUNK)) {
            throw new McapException(records.path(), start, "a message or chunk after the end of the data");
        }
        if (opcode > Opcode.DATA_END && length > FileRecords.MAX_BYTES) {
            return skip(start, end);
        }
        try {
            return whole(opcode, start, length, end);
        } catch (McapException e) {
            if (!records.closed() && records.file().zero(end, size)) {
                return cut(e);
            }
            throw e;
        }
    }

    private @Nullable McapRecord whole(int opcode, long start, long length, long end) {
        ByteBuffer bytes = records.bytes(start, length);
        Fields in = records.fields(start, bytes);
        if (opcode == 0 && !records.closed() && records.file().zero(start, size)) {
            return cut(null);
        }
        McapRecord record = RecordParser.parse(opcode, in).orElse(null);
        ByteBuffer inside = null;
        if (record instanceof McapRecord.Chunk chunk) {
            inside = ByteBuffer.wrap(records.chunkContent(start, chunk, in)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (record instanceof McapRecord.DataEnd dataEnd) {
            check("data section", start, dataEnd.dataSectionCrc(), dataCrc.getValue());
            dataEnded = true;
        } else if (record instanceof McapRecord.Footer footer) {
            end(start, end, footer);
        } else if (!dataEnded) {
            dataCrc.update(bytes);
        }
        at = end;
        content = inside;
        nextOffset = start;
        nextContentOffset = -1;
        nextEnd = end;
        return record;
    }

    private @Nullable McapRecord skip(long start, long end) {
        for (long from = start; from < end && !dataEnded; from += SKIP) {
            dataCrc.update(records.file().read(from, (int) Math.min(SKIP, end - from)));
        }
        at = end;
        return null;
    }

    private void end(long start, long end, McapRecord.Footer footer) {
        long from = footer.summaryStart() == 0 ? start : footer.summaryStart();
        if (from < Opcode.MAGIC_LENGTH || from > start) {
            throw new McapException(records.path(), start, "the summary is said to start at byte " + from);
        }
        if (footer.summaryCrc() != 0) {
            long crcAt = start + Opcode.PREFIX + Opcode.FOOTER_CONTENT - 4;
            check("summary", start, footer.summaryCrc(), records.file().crc(from, crcAt));
        }
        boolean room = size - end >= Opcode.MAGIC_LENGTH;
        if (!room && !records.closed()) {
            truncatedAt = OptionalLong.of(end);
        } else if (!room || records.file().read(end, Opcode.MAGIC_LENGTH).getLong() != Opcode.MAGIC) {
            throw new McapException(records.path(), end, "no magic after the footer");
        } else if (size - end > Opcode.MAGIC_LENGTH) {
            throw new McapException(records.path(), end + Opcode.MAGIC_LENGTH, "bytes after the end of the recording");
        }
        ended = true;
    }

    private void check(String what, long offset, long stated, long computed) {
        if (stated != 0 && stated != computed) {
            throw new McapException(
                    records.path(), offset, what + " CRC mismatch: stated " + stated + ", computed " + computed);
        }
    }

    /** Ends before the record at hand: a file that was not closed is cut there, one that was closed is damaged. */
    private @Nullable McapRecord cut(@Nullable McapException why) {
        if (records.closed()) {
            throw why != null ? why : new McapException(records.path(), at, "no footer before the closing magic");
        }
        truncatedAt = OptionalLong.of(at);
        ended = true;
        return null;
    }
}

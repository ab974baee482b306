package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 frames (lz4_Frame_format.md 1.6.4) in memory.
 *
 * <p>lz4-java's own frame reader refuses linked blocks, which the Python package writes by default, so blocks are
 * decoded here, each byte checked against both ends.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x01;
    private static final int BLOCKS_OF_4_MIB = 0x70;
    private static final int BLOCK_BYTES = 4 << 20;
    private static final int STORED = 0x8000_0000;

    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
    private final XXHash32 hash = XXHashFactory.safeInstance().hash32();

    /** What a frame of {@code length} bytes takes at most. */
    int maxCompressedLength(int length) {
        return Math.addExact(16, compressor.maxCompressedLength(length)) + 8 * (length / BLOCK_BYTES + 1);
    }

    /** Appends a frame and gives its length. */
    int compress(byte[] source, int length, RecordBuffer out) {
        int start = out.size();
        byte[] to = out.reserve(maxCompressedLength(length));
        ByteBuffer frame = ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN).position(start);
        frame.putInt(MAGIC).put((byte) (VERSION | INDEPENDENT)).put((byte) BLOCKS_OF_4_MIB);
        frame.put((byte) (hash.hash(to, start + 4, 2, 0) >>> 8));
        for (int at = 0; at < length; at += BLOCK_BYTES) {
            int block = Math.min(BLOCK_BYTES, length - at);
            int head = frame.position();
            int packed = compressor.compress(source, at, block, to, head + 4, to.length - head - 4);
            if (packed < block) {
                frame.putInt(packed).position(head + 4 + packed);
            } else {
                frame.putInt(block | STORED).put(source, at, block);
            }
        }
        frame.putInt(0);
        out.skip(frame.position() - start);
        return frame.position() - start;
    }

    /**
     * Fills {@code to} from the frame in {@code from}.
     *
     * @throws DamagedContent when the frame is no frame, or does not hold exactly {@code to.length} bytes
     */
    void decompress(ByteBuffer from, byte[] to) throws DamagedContent {
        ByteBuffer in = from.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            frame(in, to);
        } catch (java.nio.BufferUnderflowException e) {
            throw new DamagedContent("the lz4 frame ends early");
        }
    }

    private void frame(ByteBuffer in, byte[] to) throws DamagedContent {
        check(in.getInt() == MAGIC, "no lz4 frame");
        int flags = in.get();
        in.get();
        check((flags & 0xC0) == VERSION, "lz4 frame version unknown");
        check((flags & DICTIONARY) == 0, "lz4 frame needs a dictionary");
        if ((flags & CONTENT_SIZE) != 0) {
            check(in.getLong() == to.length, "lz4 frame size differs from the declared one");
        }
        in.get();
        int at = 0;
        for (int head = in.getInt(); head != 0; head = in.getInt()) {
            int length = head & ~STORED;
            check(length <= in.remaining(), "lz4 block runs past its frame");
            ByteBuffer block = in.slice(in.position(), length);
            in.position(in.position() + length);
            if ((flags & BLOCK_CHECKSUM) != 0) {
                check(hash.hash(block.duplicate(), 0) == in.getInt(), "lz4 block checksum mismatch");
            }
            if ((head & STORED) != 0) {
                check(length <= to.length - at, "lz4 frame holds more than declared");
                block.get(to, at, length);
                at += length;
            } else {
                at = block(block, to, at);
            }
        }
        check(at == to.length, "lz4 frame holds less than declared");
        if ((flags & CONTENT_CHECKSUM) != 0) {
            check(hash.hash(to, 0, to.length, 0) == in.getInt(), "lz4 content checksum mismatch");
        }
    }

    private static int block(ByteBuffer in, byte[] to, int start) throws DamagedContent {
        int at = start;
        while (in.hasRemaining()) {
            int token = in.get() & 0xFF;
            int literals = length(in, token >>> 4);
            check(literals <= in.remaining() && literals <= to.length - at, "lz4 literals out of bounds");
            in.get(to, at, literals);
            at += literals;
            if (!in.hasRemaining()) {
                break;
            }
            int back = (in.get() & 0xFF) | (in.get() & 0xFF) << 8;
            int count = length(in, token & 0xF) + 4;
            check(back > 0 && back <= at && count <= to.length - at, "lz4 match out of bounds");
            for (int i = 0; i < count; i++, at++) {
                to[at] = to[at - back];
            }
        }
        return at;
    }

    private static int length(ByteBuffer in, int nibble) throws DamagedContent {
        int length = nibble;
        if (nibble == 15) {
            int next;
            do {
                next = in.get() & 0xFF;
                length += next;
                check(length < Integer.MAX_VALUE - 512, "lz4 length out of bounds");
            } while (next == 255);
        }
        return length;
    }

    private static void check(boolean ok, String what) throws DamagedContent {
        if (!ok) {
            throw new DamagedContent(what);
        }
    }
}

package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a record's fields in turn, each bounded by the bytes that are left, and knows where it is for errors. */
final class Fields {
    private final Path path;
    private final ByteBuffer bytes;
    private final long base;
    private final long chunkStart;

    /**
     * @param bytes little-endian; the first of them is at {@code base} of the file, or of the content of the chunk at
     *     {@code chunkStart}
     * @param chunkStart offset of the chunk in the file, −1 outside
     */
    Fields(Path path, ByteBuffer bytes, long base, long chunkStart) {
        this.path = path;
        this.bytes = bytes;
        this.base = base;
        this.chunkStart = chunkStart;
    }

    int remaining() {
        return bytes.remaining();
    }

    McapException error(String what) {
        long at = base + bytes.position();
        return chunkStart < 0
                ? new McapException(path, at, what)
                : new McapException(path, chunkStart, "in the chunk, byte " + at + " of its content: " + what);
    }

    int u8(String field) {
        need(1, field);
        return bytes.get() & 0xFF;
    }

    int u16(String field) {
        need(2, field);
        return bytes.getShort() & 0xFFFF;
    }

    long u32(String field) {
        need(4, field);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long u64(String field) {
        need(8, field);
        return bytes.getLong();
    }

    /** All that is left. */
    byte[] rest() {
        byte[] data = new byte[bytes.remaining()];
        bytes.get(data);
        return data;
    }

    /** Bytes after their u32 length. */
    byte[] bytes32(String field) {
        return take(u32(field), field);
    }

    /** Bytes after their u64 length. */
    byte[] bytes64(String field) {
        return take(u64(field), field);
    }

    /** The next {@code length} bytes, not copied. */
    ByteBuffer view(long length, String field) {
        need(length, field);
        ByteBuffer view = bytes.slice(bytes.position(), (int) length).order(bytes.order());
        bytes.position(bytes.position() + (int) length);
        return view;
    }

    String string(String field) {
        return new String(bytes32(field), StandardCharsets.UTF_8);
    }

    Map<String, String> strings(String field) {
        Fields in = nested(field);
        Map<String, String> map = new LinkedHashMap<>();
        while (in.remaining() > 0) {
            String key = in.string(field);
            map.put(key, in.string(field));
        }
        return map;
    }

    /** A map from channel id to u64. */
    Map<Integer, Long> byChannel(String field) {
        Fields in = nested(field);
        Map<Integer, Long> map = new LinkedHashMap<>();
        while (in.remaining() > 0) {
            int channel = in.u16(field);
            map.put(channel, in.u64(field));
        }
        return map;
    }

    /** What follows its own u32 length. */
    Fields nested(String field) {
        long length = u32(field);
        long at = base + bytes.position();
        return new Fields(path, view(length, field), at, chunkStart);
    }

    /** What follows its own u64 length. */
    Fields nested64(String field) {
        long length = u64(field);
        long at = base + bytes.position();
        return new Fields(path, view(length, field), at, chunkStart);
    }

    /** Reads {@code view}, which starts where these fields started. */
    Fields over(ByteBuffer view) {
        return new Fields(path, view, base, chunkStart);
    }

    private byte[] take(long length, String field) {
        need(length, field);
        byte[] data = new byte[(int) length];
        bytes.get(data);
        return data;
    }

    private void need(long length, String field) {
        if (length < 0 || length > bytes.remaining()) {
            throw error(field + " takes " + Long.toUnsignedString(length) + " bytes, the record has "
                    + bytes.remaining() + " left");
        }
    }
}

package org.sanderling.recording.mcap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Little-endian bytes of records to be written, in a buffer that grows and is used again. */
final class RecordBuffer {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    /** Starts a record and gives its position, for {@link #end}. */
    int begin(int opcode) {
        int at = size;
        u8(opcode);
        u64(0);
        return at;
    }

    void set64(int at, long value) {
        LONG.set(bytes, at, value);
    }

    /** Sets the length of the record that began at {@code at}. */
    void end(int at) {
        LONG.set(bytes, at + 1, (long) (size - at - Opcode.PREFIX));
    }

    RecordBuffer u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    RecordBuffer u16(int value) {
        reserve(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
        return this;
    }

    RecordBuffer u32(long value) {
        reserve(4);
        INT.set(bytes, size, (int) value);
        size += 4;
        return this;
    }

    RecordBuffer u64(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
        return this;
    }

    RecordBuffer raw(byte[] data, int offset, int length) {
        reserve(length);
        System.arraycopy(data, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Bytes after their u32 length. */
    RecordBuffer bytes(byte[] data) {
        return u32(data.length).raw(data, 0, data.length);
    }

    RecordBuffer string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    RecordBuffer map(Map<String, String> map) {
        int at = size;
        u32(0);
        map.forEach((k, v) -> string(k).string(v));
        INT.set(bytes, at, size - at - 4);
        return this;
    }

    /** Room for {@code length} more bytes, which the caller writes from {@link #size()} on and then declares by {@link #skip}. */
    byte[] reserve(int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
        return bytes;
    }

    void skip(int length) {
        size += length;
    }
}

package org.sanderling.recording.cdr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a message as little-endian XCDR1: a four-byte encapsulation header, then the fields, each aligned to its size
 * counted from after the header. The buffer grows and is used again: {@link #reset} for each message.
 *
 * <p>One thread at a time; allocates only when the buffer grows, and for strings outside of ASCII.
 */
public final class CdrWriter {
    static final int HEADER = 4;
    static final int LITTLE_ENDIAN = 1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[512];
    private int size;

    public CdrWriter() {
        reset();
    }

    /** Forgets what was written; the buffer is kept. */
    public CdrWriter reset() {
        bytes[0] = 0;
        bytes[1] = LITTLE_ENDIAN;
        bytes[2] = 0;
        bytes[3] = 0;
        size = HEADER;
        return this;
    }

    /** The buffer; the message is its first {@link #size()} bytes until the next call. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of the message, encapsulation header included. */
    public int size() {
        return size;
    }

    /** A copy of the message. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public CdrWriter bool(boolean value) {
        return uint8(value ? 1 : 0);
    }

    public CdrWriter uint8(int value) {
        place(1, 1);
        bytes[size++] = (byte) value;
        return this;
    }

    public CdrWriter uint16(int value) {
        place(2, 2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
        return this;
    }

    public CdrWriter int32(int value) {
        place(4, 4);
        INT.set(bytes, size, value);
        size += 4;
        return this;
    }

    /** The low 32 bits of {@code value}. */
    public CdrWriter uint32(long value) {
        return int32((int) value);
    }

    /** Also uint64: the 64 bits as they are. */
    public CdrWriter int64(long value) {
        place(8, 8);
        LONG.set(bytes, size, value);
        size += 8;
        return this;
    }

    public CdrWriter float32(float value) {
        return int32(Float.floatToRawIntBits(value));
    }

    public CdrWriter float64(double value) {
        return int64(Double.doubleToRawLongBits(value));
    }

    /** UTF-8 with its length and a closing zero. */
    public CdrWriter string(String value) {
        int length = value.length();
        int lengthAt = int32(length + 1).size - 4;
        place(1, length + 1);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0 || c > 0x7F) {
                size = lengthAt;
                return utf8(value);
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
        bytes[size++] = 0;
        return this;
    }

    /** As Fast CDR writes it for ROS 2: the number of UTF-16 units, then each in four bytes, no closing zero. */
    public CdrWriter wstring(String value) {
        int length = value.length();
        int32(length);
        for (int i = 0; i < length; i++) {
            int32(value.charAt(i));
        }
        return this;
    }

    private CdrWriter utf8(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int32(text.length + 1);
        return raw(text, 0, text.length).uint8(0);
    }

    /** A sequence of octets. */
    public CdrWriter octets(byte[] values) {
        return int32(values.length).raw(values, 0, values.length);
    }

    public CdrWriter int32s(int[] values) {
        return int32(values.length).elements(values);
    }

    /** Also a sequence of uint64. */
    public CdrWriter int64s(long[] values) {
        return int32(values.length).elements(values);
    }

    public CdrWriter float32s(float[] values) {
        return int32(values.length).elements(values);
    }

    /** Elements of an array, or of a sequence whose length was written. */
    public CdrWriter elements(byte[] values) {
        return raw(values, 0, values.length);
    }

    public CdrWriter elements(boolean[] values) {
        for (boolean value : values) {
            bool(value);
        }
        return this;
    }

    public CdrWriter elements(short[] values) {
        for (short value : values) {
            uint16(value);
        }
        return this;
    }

    public CdrWriter elements(int[] values) {
        for (int value : values) {
            int32(value);
        }
        return this;
    }

    public CdrWriter elements(long[] values) {
        for (long value : values) {
            int64(value);
        }
        return this;
    }

    public CdrWriter elements(float[] values) {
        for (float value : values) {
            float32(value);
        }
        return this;
    }

    public CdrWriter elements(double[] values) {
        for (double value : values) {
            float64(value);
        }
        return this;
    }

    private CdrWriter raw(byte[] values, int offset, int length) {
        place(1, length);
        System.arraycopy(values, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Pads with zeros up to the alignment, and makes room for {@code length} bytes. */
    private void place(int alignment, int length) {
        int padding = -(size - HEADER) & (alignment - 1);
        int needed = Math.addExact(Math.addExact(size, padding), length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
        for (int i = 0; i < padding; i++) {
            bytes[size++] = 0;
        }
    }
}

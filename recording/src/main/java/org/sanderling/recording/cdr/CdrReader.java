package org.sanderling.recording.cdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message written as XCDR1, of either byte order. Every length is bounded by the bytes that are left, so that
 * no message can make it allocate more than a few times its own size. Bytes after the last field are allowed: writers
 * pad.
 *
 * <p>One thread at a time. Each method takes the field's name, for {@link CdrException}; those of several values take
 * their number, or none for an unbounded sequence, whose length stands before it.
 */
public final class CdrReader {
    /** For {@link #count}: the definition sets no bound. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** A list begins no larger: how many elements there really are is only known when they were read. */
    private static final int MAX_INITIAL_CAPACITY = 1024;

    private final ByteBuffer in;
    private final String message;
    private final int origin;

    /** @param message its schema's name, for errors */
    public CdrReader(byte[] bytes, int offset, int length, String message) {
        this(ByteBuffer.wrap(bytes, offset, length), message);
    }

    public CdrReader(byte[] bytes, String message) {
        this(bytes, 0, bytes.length, message);
    }

    /**
     * Reads from the buffer's position to its limit, without moving them.
     *
     * @param message its schema's name, for errors
     */
    public CdrReader(ByteBuffer bytes, String message) {
        this.message = message;
        in = bytes.duplicate();
        if (in.remaining() < CdrWriter.HEADER) {
            throw error(CdrFault.NO_HEADER, "encapsulation", "a message of " + in.remaining() + " bytes has no header");
        }
        int representation = (in.get() & 0xFF) << 8 | in.get() & 0xFF;
        if (representation > CdrWriter.LITTLE_ENDIAN) {
            throw error(
                    CdrFault.REPRESENTATION,
                    "encapsulation",
                    String.format("representation 0x%04x is not plain CDR (0x0000, 0x0001)", representation));
        }
        in.order(representation == CdrWriter.LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.getShort();
        origin = in.position();
    }

    public boolean bool(String field) {
        int value = uint8(field);
        if (value > 1) {
            throw error(CdrFault.BOOLEAN, field, "a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    public int uint8(String field) {
        place(1, 1, field);
        return in.get() & 0xFF;
    }

    public int int8(String field) {
        return (byte) uint8(field);
    }

    public int uint16(String field) {
        return int16(field) & 0xFFFF;
    }

    public int int16(String field) {
        place(2, 2, field);
        return in.getShort();
    }

    public int int32(String field) {
        place(4, 4, field);
        return in.getInt();
    }

    public long uint32(String field) {
        return int32(field) & 0xFFFF_FFFFL;
    }

    /** Also uint64: the 64 bits as they are. */
    public long int64(String field) {
        place(8, 8, field);
        return in.getLong();
    }

    public float float32(String field) {
        return Float.intBitsToFloat(int32(field));
    }

    public double float64(String field) {
        return Double.longBitsToDouble(int64(field));
    }

    public String string(String field) {
        return string(UNBOUNDED, field);
    }

    /** @param bound most bytes of it */
    public String string(int bound, String field) {
        int length = count(1, UNBOUNDED, field);
        // Some writers give the empty string a length of 0, without its closing zero.
        if (length == 0) {
            return "";
        }
        if (length - 1 > bound) {
            throw error(CdrFault.BOUND, field, "a string of " + (length - 1) + " bytes, " + bound + " allowed");
        }
        byte[] text = new byte[length];
        in.get(text);
        if (text[length - 1] != 0) {
            throw error(CdrFault.UNTERMINATED, field, "a string of " + length + " bytes does not end with a zero");
        }
        return new String(text, 0, length - 1, StandardCharsets.UTF_8);
    }

    /**
     * As Fast CDR writes it for ROS 2: the number of UTF-16 units, then each in four bytes, no closing zero.
     *
     * @param bound most units of it
     */
    public String wstring(int bound, String field) {
        char[] units = new char[count(4, bound, field)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) int32(field);
        }
        return new String(units);
    }

    public List<String> strings(int count, int bound, String field) {
        List<String> values = new ArrayList<>(Math.min(count, MAX_INITIAL_CAPACITY));
        for (int i = 0; i < count; i++) {
            values.add(string(bound, field));
        }
        return List.copyOf(values);
    }

    public List<String> wstrings(int count, int bound, String field) {
        List<String> values = new ArrayList<>(Math.min(count, MAX_INITIAL_CAPACITY));
        for (int i = 0; i < count; i++) {
            values.add(wstring(bound, field));
        }
        return List.copyOf(values);
    }

    public boolean[] bools(int count, String field) {
        place(1, count, field);
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = bool(field);
        }
        return values;
    }

    /** A sequence of octets. */
    public byte[] octets(String field) {
        return octets(count(1, UNBOUNDED, field), field);
    }

    public byte[] octets(int count, String field) {
        place(1, count, field);
        byte[] values = new byte[count];
        in.get(values);
        return values;
    }

    /** Also uint16: the 16 bits as they are. */
    public short[] int16s(int count, String field) {
        place(2, 2L * count, field);
        short[] values = new short[count];
        in.asShortBuffer().get(values);
        in.position(in.position() + 2 * count);
        return values;
    }

    public int[] int32s(String field) {
        return int32s(count(4, UNBOUNDED, field), field);
    }

    /** Also uint32: the 32 bits as they are. */
    public int[] int32s(int count, String field) {
        place(4, 4L * count, field);
        int[] values = new int[count];
        in.asIntBuffer().get(values);
        in.position(in.position() + 4 * count);
        return values;
    }

    /** Also a sequence of uint64. */
    public long[] int64s(String field) {
        return int64s(count(8, UNBOUNDED, field), field);
    }

    public long[] int64s(int count, String field) {
        place(8, 8L * count, field);
        long[] values = new long[count];
        in.asLongBuffer().get(values);
        in.position(in.position() + 8 * count);
        return values;
    }

    public float[] float32s(String field) {
        return float32s(count(4, UNBOUNDED, field), field);
    }

    public float[] float32s(int count, String field) {
        place(4, 4L * count, field);
        float[] values = new float[count];
        in.asFloatBuffer().get(values);
        in.position(in.position() + 4 * count);
        return values;
    }

    public double[] float64s(int count, String field) {
        place(8, 8L * count, field);
        double[] values = new double[count];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + 8 * count);
        return values;
    }

    /**
     * Length of a sequence, for which there must be bytes.
     *
     * @param elementBytes the least that an element takes
     * @param bound most elements, or {@link #UNBOUNDED}
     */
    public int count(int elementBytes, int bound, String field) {
        long count = uint32(field);
        if (count > in.remaining() / elementBytes) {
            throw error(CdrFault.LENGTH, field, "a length of " + count + ", with " + in.remaining() + " bytes left");
        }
        if (count > bound) {
            throw error(CdrFault.BOUND, field, "a length of " + count + ", " + bound + " allowed");
        }
        return (int) count;
    }

    /** Moves to where {@code length} bytes of this alignment begin; nothing is aligned for no bytes. */
    private void place(int alignment, long length, String field) {
        if (length == 0) {
            return;
        }
        int padding = -(in.position() - origin) & (alignment - 1);
        if (in.remaining() < padding + length) {
            throw error(CdrFault.TRUNCATED, field, "the message ends before it, at byte " + (in.limit() - origin));
        }
        in.position(in.position() + padding);
    }

    private CdrException error(CdrFault fault, String field, String what) {
        return new CdrException(fault, message, field, what);
    }
}

package org.sanderling.recording.cdr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a message written as XCDR1, of either byte order. Every length is bounded by the bytes that are left, so that
 * no message can make it allocate more than a few times its own size. Bytes after the last field are allowed: writers
 * pad.
 *
 * <p>One thread at a time. Each method takes the field's name, for {@link CdrException}.
 */
public final class CdrReader {
    private final ByteBuffer in;
    private final String message;
    private final int origin;

    /** @param message its schema's name, for errors */
    public CdrReader(byte[] bytes, int offset, int length, String message) {
        this.message = message;
        in = ByteBuffer.wrap(bytes, offset, length);
        if (length < CdrWriter.HEADER) {
            throw error("encapsulation", "a message of " + length + " bytes has no header");
        }
        int representation = (in.get() & 0xFF) << 8 | in.get() & 0xFF;
        if (representation > CdrWriter.LITTLE_ENDIAN) {
            throw error(
                    "encapsulation",
                    String.format("representation 0x%04x is not plain CDR (0x0000, 0x0001)", representation));
        }
        in.order(representation == CdrWriter.LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.getShort();
        origin = in.position();
    }

    public CdrReader(byte[] bytes, String message) {
        this(bytes, 0, bytes.length, message);
    }

    public boolean bool(String field) {
        int value = uint8(field);
        if (value > 1) {
            throw error(field, "a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    public int uint8(String field) {
        place(1, 1, field);
        return in.get() & 0xFF;
    }

    public int uint16(String field) {
        place(2, 2, field);
        return in.getShort() & 0xFFFF;
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
        int length = count(1, field);
        // Some writers give the empty string a length of 0, without its closing zero.
        if (length == 0) {
            return "";
        }
        byte[] text = new byte[length];
        in.get(text);
        if (text[length - 1] != 0) {
            throw error(field, "a string of " + length + " bytes does not end with a zero");
        }
        return new String(text, 0, length - 1, StandardCharsets.UTF_8);
    }

    /** A sequence of octets. */
    public byte[] octets(String field) {
        byte[] values = new byte[count(1, field)];
        in.get(values);
        return values;
    }

    public int[] int32s(String field) {
        int[] values = new int[count(4, field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = int32(field);
        }
        return values;
    }

    /** Also a sequence of uint64. */
    public long[] int64s(String field) {
        long[] values = new long[count(8, field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = int64(field);
        }
        return values;
    }

    public float[] float32s(String field) {
        float[] values = new float[count(4, field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = float32(field);
        }
        return values;
    }

    /** Length of a sequence, for which there must be bytes. */
    private int count(int elementBytes, String field) {
        long count = uint32(field);
        if (count > in.remaining() / elementBytes) {
            throw error(field, "a length of " + count + ", with " + in.remaining() + " bytes left");
        }
        return (int) count;
    }

    private void place(int alignment, int length, String field) {
        int padding = -(in.position() - origin) & (alignment - 1);
        if (in.remaining() < padding + length) {
            throw error(field, "the message ends before it, at byte " + (in.limit() - origin));
        }
        in.position(in.position() + padding);
    }

    private CdrException error(String field, String what) {
        return new CdrException(message, field, what);
    }
}

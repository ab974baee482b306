package org.sanderling.recording.cdr;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes below a view and all that it holds, and how far they were walked. Positions count from after the
 * encapsulation header. A fault stops the walk and stays until the next {@link #open}; nothing here allocates or throws
 * while walking.
 *
 * <p>For generated views. One thread at a time.
 */
public final class CdrCursor {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private MemorySegment segment = MemorySegment.NULL;
    private long origin;
    private int limit;
    private int position;
    private boolean swapped;
    private CdrFault fault = CdrFault.NO_HEADER;

    CdrCursor() {}

    CdrFault open(MemorySegment bytes, long offset, long length) {
        segment = bytes;
        origin = offset + CdrWriter.HEADER;
        limit = Math.clamp(length - CdrWriter.HEADER, 0, Integer.MAX_VALUE);
        position = 0;
        fault = CdrFault.NONE;
        if (length < CdrWriter.HEADER) {
            return fail(CdrFault.NO_HEADER);
        }
        int order = bytes.get(ValueLayout.JAVA_BYTE, offset + 1);
        if (bytes.get(ValueLayout.JAVA_BYTE, offset) != 0 || order < 0 || order > CdrWriter.LITTLE_ENDIAN) {
            return fail(CdrFault.REPRESENTATION);
        }
        swapped = order != CdrWriter.LITTLE_ENDIAN;
        return fault;
    }

    /** Nothing can be read any more. */
    CdrFault close() {
        segment = MemorySegment.NULL;
        origin = 0;
        return fault;
    }

    private CdrFault fail(CdrFault why) {
        if (fault == CdrFault.NONE) {
            fault = why;
        }
        return fault;
    }

    public boolean isSound() {
        return fault == CdrFault.NONE;
    }

    CdrFault fault() {
        return fault;
    }

    public int position() {
        return position;
    }

    public void position(int position) {
        this.position = position;
    }

    /** Where {@code bytes} of this alignment stand; the walk goes on after them. Nothing is aligned for no bytes. */
    public int place(int alignment, long bytes) {
        if (bytes == 0) {
            return position;
        }
        int at = position + (-position & (alignment - 1));
        if (fault != CdrFault.NONE || at < position || bytes > (long) limit - at) {
            fail(CdrFault.TRUNCATED);
            return 0;
        }
        position = at + (int) bytes;
        return at;
    }

    /** Where so many booleans stand. */
    public int flags(int count) {
        int at = place(1, count);
        for (int i = 0; i < count && fault == CdrFault.NONE; i++) {
            if ((int8(at + i) & ~1) != 0) {
                fail(CdrFault.BOOLEAN);
            }
        }
        return at;
    }

    /** The length of a sequence; 0 when there is a fault. */
    public int count(int elementBytes, int bound) {
        int at = place(4, 4);
        if (fault != CdrFault.NONE) {
            return 0;
        }
        long count = int32(at) & 0xFFFF_FFFFL;
        if (count > (limit - position) / elementBytes) {
            fail(CdrFault.LENGTH);
            return 0;
        }
        if (count > bound) {
            fail(CdrFault.BOUND);
            return 0;
        }
        return (int) count;
    }

    /** The bytes of a string, without its closing zero; the walk is then after that. */
    int text(int bound) {
        int length = count(1, Integer.MAX_VALUE);
        if (length == 0) {
            return 0;
        }
        int at = place(1, length);
        if (length - 1 > bound) {
            fail(CdrFault.BOUND);
        } else if (int8(at + length - 1) != 0) {
            fail(CdrFault.UNTERMINATED);
        }
        return fault == CdrFault.NONE ? length - 1 : 0;
    }

    /** From the start of the segment. */
    public long offset(int at) {
        return origin + at;
    }

    public byte int8(int at) {
        return segment.get(ValueLayout.JAVA_BYTE, origin + at);
    }

    public short int16(int at) {
        short value = segment.get(SHORT, origin + at);
        return swapped ? Short.reverseBytes(value) : value;
    }

    public int int32(int at) {
        int value = segment.get(INT, origin + at);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    public long int64(int at) {
        long value = segment.get(LONG, origin + at);
        return swapped ? Long.reverseBytes(value) : value;
    }

    public float float32(int at) {
        return Float.intBitsToFloat(int32(at));
    }

    public double float64(int at) {
        return Double.longBitsToDouble(int64(at));
    }

    public void int8(int at, int value) {
        segment.set(ValueLayout.JAVA_BYTE, origin + at, (byte) value);
    }

    public void int16(int at, int value) {
        segment.set(SHORT, origin + at, swapped ? Short.reverseBytes((short) value) : (short) value);
    }

    public void int32(int at, int value) {
        segment.set(INT, origin + at, swapped ? Integer.reverseBytes(value) : value);
    }

    public void int64(int at, long value) {
        segment.set(LONG, origin + at, swapped ? Long.reverseBytes(value) : value);
    }

    public void float32(int at, float value) {
        int32(at, Float.floatToRawIntBits(value));
    }

    public void float64(int at, double value) {
        int64(at, Double.doubleToRawLongBits(value));
    }
}

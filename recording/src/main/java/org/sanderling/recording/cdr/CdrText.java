package org.sanderling.recording.cdr;

import java.nio.charset.StandardCharsets;

/** A string where it lies. */
public final class CdrText extends CdrView {
    private final int bound;
    private int at;
    private int length;

    /** @param bound most bytes, without the closing zero */
    public CdrText(CdrCursor in, int bound) {
        super(in);
        this.bound = bound;
    }

    @Override
    protected void walk() {
        length = in.text(bound);
        at = in.position() - length - 1;
    }

    /** Bytes of UTF-8, without the closing zero. */
    public int length() {
        return length;
    }

    public byte byteAt(int i) {
        check(i, length);
        return in.int8(at + i);
    }

    public boolean contentEquals(byte[] utf8) {
        if (utf8.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in.int8(at + i) != utf8[i]) {
                return false;
            }
        }
        return true;
    }

    /** Writes over it: as many bytes as it has. */
    public void set(byte[] utf8) {
        if (utf8.length != length) {
            throw new IllegalArgumentException("a text in place keeps its length");
        }
        for (int i = 0; i < length; i++) {
            in.int8(at + i, utf8[i]);
        }
    }

    /** A copy; allocates. */
    @Override
    public String toString() {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = in.int8(at + i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

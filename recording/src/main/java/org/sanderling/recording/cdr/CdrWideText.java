package org.sanderling.recording.cdr;

/** A wstring where it lies: UTF-16 units in four bytes each. */
public final class CdrWideText extends CdrView {
    private final int bound;
    private int at;
    private int length;

    /** @param bound most units */
    public CdrWideText(CdrCursor in, int bound) {
        super(in);
        this.bound = bound;
    }

    @Override
    protected void walk() {
        length = in.count(4, bound);
        at = in.place(4, 4L * length);
    }

    /** UTF-16 units. */
    public int length() {
        return length;
    }

    public char charAt(int i) {
        check(i, length);
        return (char) in.int32(at + 4 * i);
    }

    public void charAt(int i, char unit) {
        check(i, length);
        in.int32(at + 4 * i, unit);
    }

    /** A copy; allocates. */
    @Override
    public String toString() {
        char[] units = new char[length];
        for (int i = 0; i < length; i++) {
            units[i] = charAt(i);
        }
        return new String(units);
    }
}

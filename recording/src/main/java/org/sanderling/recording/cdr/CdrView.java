package org.sanderling.recording.cdr;

import java.lang.foreign.MemorySegment;

/**
 * A message where it lies: {@link #wrap} walks it once and checks every length, after which each field is read and
 * written in place, without copying and without allocating. Sizes stay as they are: write a message of the right size
 * once ({@link CdrWriter}), then change its fields each tick.
 *
 * <p>Where the bytes change meanwhile (shared memory), what is read may be torn, but never outside of them. One thread at
 * a time; a view that a view gives is valid until the next call for another element.
 */
public abstract class CdrView {
    protected final CdrCursor in;
    private final boolean outermost;
    private int end;

    /** A view of its own. */
    protected CdrView() {
        in = new CdrCursor();
        outermost = true;
    }

    /** A view inside another. */
    protected CdrView(CdrCursor in) {
        this.in = in;
        outermost = false;
    }

    /**
     * Looks at the message in {@code length} bytes, encapsulation header included.
     *
     * @return {@link CdrFault#NONE}; or why it is no such message, and then no field can be read
     * @throws IndexOutOfBoundsException when the segment has no such bytes
     */
    public final CdrFault wrap(MemorySegment bytes, long offset, long length) {
        if (!outermost) {
            throw new IllegalStateException("a view inside another is placed by that one");
        }
        if (offset < 0 || length < 0 || length > bytes.byteSize() - offset) {
            throw new IndexOutOfBoundsException("no such bytes in the segment");
        }
        if (in.open(bytes, offset, length) == CdrFault.NONE) {
            index();
        }
        return in.isSound() ? CdrFault.NONE : in.close();
    }

    /** Bytes of the message, encapsulation header included, without what may follow it; after {@link #wrap}. */
    public final int size() {
        return CdrWriter.HEADER + end;
    }

    /** Walks the fields from where the cursor is: for the view around. */
    public final void index() {
        walk();
        end = in.position();
    }

    protected abstract void walk();

    protected static void check(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("an element that is not there");
        }
    }

    /** After an element was walked again: it may have been overwritten since it was checked. */
    protected final void checkSound() {
        if (!in.isSound()) {
            in.close();
            throw new IllegalStateException("overwritten while it was read");
        }
    }
}

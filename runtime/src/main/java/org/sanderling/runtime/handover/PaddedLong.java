package org.sanderling.runtime.handover;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Keeps the value off the cache line of what lies before it. */
abstract class PadBefore {
    long before0, before1, before2, before3, before4, before5, before6, before7;
    long before8, before9, before10, before11, before12, before13, before14;
}

/** The value: a superclass's fields lie before a subclass's, so padding stays on both sides. */
abstract class Padded extends PadBefore {
    long value;
}

/**
 * A long alone on its cache lines (128 B: adjacent lines are fetched in pairs), so that its writer does not slow down
 * who polls a neighbour.
 *
 * <p>Any thread; the method's name says the ordering.
 */
final class PaddedLong extends Padded {
    long after0, after1, after2, after3, after4, after5, after6, after7;
    long after8, after9, after10, after11, after12, after13, after14;

    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Padded.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    PaddedLong(long initial) {
        value = initial;
    }

    /** For the only thread that writes it. */
    long plain() {
        return value;
    }

    void setPlain(long to) {
        value = to;
    }

    long acquire() {
        return (long) VALUE.getAcquire(this);
    }

    void release(long to) {
        VALUE.setRelease(this, to);
    }

    long getAndSet(long to) {
        return (long) VALUE.getAndSet(this, to);
    }
}

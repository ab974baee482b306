package org.sanderling.recording.cdr;

import java.util.Locale;

/** Why bytes are not the message they are said to be; the reasons by which refused messages are counted. */
public enum CdrFault {
    NONE,
    /** Shorter than the four bytes of the encapsulation header. */
    NO_HEADER,
    /** Not plain CDR of either byte order: XCDR2, a parameter list, XML. */
    REPRESENTATION,
    /** The message ends before a field. */
    TRUNCATED,
    /** A string's or sequence's length for which there are not the bytes. */
    LENGTH,
    /** Longer than the definition's bound. */
    BOUND,
    /** A string without its closing zero. */
    UNTERMINATED,
    /** A boolean that is neither 0 nor 1. */
    BOOLEAN;

    /** As reports name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

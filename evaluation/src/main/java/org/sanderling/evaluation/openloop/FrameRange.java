package org.sanderling.evaluation.openloop;

/**
 * Part of a drive by its frames' indices: periods since the recording's first stamp, a missing frame counted too. A window
 * is in it where its frame and its whole target are; its history may reach before it.
 *
 * @param first index of the first frame
 * @param last index of the last, not before the first
 */
public record FrameRange(long first, long last) {
    /** The whole drive. */
    public static final FrameRange ALL = new FrameRange(0, Long.MAX_VALUE);

    boolean holds(long frame, long targetEnd) {
        return frame >= first && targetEnd <= last;
    }

    /** As in a message: nothing for the whole drive. */
    String text() {
        return equals(ALL) ? "" : " in frames " + first + "-" + last;
    }
}

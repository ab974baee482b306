package org.sanderling.recording.mcap;

import java.nio.file.Path;

/** A recording that cannot be read or written: {@code path: byte offset: what}, in one line. */
public final class McapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of a message, the path included: paths may have 4,096. */
    private static final int MOST_CHARACTERS = 5_000;

    private final transient Path path;
    private final long offset;

    /** @param offset byte in the file at which the fault lies */
    public McapException(Path path, long offset, String what) {
        super(oneLine(path + ": byte " + offset + ": " + what));
        this.path = path;
        this.offset = offset;
    }

    McapException(Path path, long offset, String what, Throwable cause) {
        super(oneLine(path + ": byte " + offset + ": " + what), cause);
        this.path = path;
        this.offset = offset;
    }

    /** Names in a recording are a stranger's bytes: control characters are shown by their code, endless ones are cut. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < MOST_CHARACTERS; i++) {
            char c = text.charAt(i);
            boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            line.append(breaks ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return text.length() > MOST_CHARACTERS ? line.append('…').toString() : line.toString();
    }

    public Path path() {
        return path;
    }

    public long offset() {
        return offset;
    }
}

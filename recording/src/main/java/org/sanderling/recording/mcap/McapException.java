package org.sanderling.recording.mcap;

import java.nio.file.Path;

/** A recording that cannot be read or written: {@code path: byte offset: what}, in one line. */
public final class McapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final long offset;

    /** @param offset byte in the file at which the fault lies */
    public McapException(Path path, long offset, String what) {
        super(path + ": byte " + offset + ": " + what);
        this.path = path;
        this.offset = offset;
    }

    McapException(Path path, long offset, String what, Throwable cause) {
        super(path + ": byte " + offset + ": " + what, cause);
        this.path = path;
        this.offset = offset;
    }

    public Path path() {
        return path;
    }

    public long offset() {
        return offset;
    }
}

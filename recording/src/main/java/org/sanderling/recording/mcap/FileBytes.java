package org.sanderling.recording.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * The bytes of a file as it was when opened, read through one window. Not mapped: a mapped file that is cut while it is
 * read would take the process down.
 */
final class FileBytes implements AutoCloseable {
    private static final int WINDOW = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    private FileBytes(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static FileBytes open(Path path) {
        if (!Files.exists(path)) {
            throw new McapException(path, 0, "no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new McapException(path, 0, "not a file, so not a recording");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new FileBytes(path, channel, channel.size());
        } catch (IOException e) {
            throw new McapException(path, 0, "cannot be read: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Little-endian bytes [offset, offset + length), which the caller has bounded by {@link #size}; good until the next call. */
    ByteBuffer read(long offset, int length) {
        if (offset < windowStart || offset + length > windowStart + window.limit()) {
            int wanted = (int) Math.min(Math.max(length, WINDOW), size - offset);
            // A window made for one large record is not kept for small ones.
            if (window.capacity() < wanted || window.capacity() > WINDOW) {
                window = ByteBuffer.allocate(wanted);
            }
            window.clear().limit(wanted);
            windowStart = offset;
            fill();
        }
        return window.slice((int) (offset - windowStart), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void fill() {
        boolean whole = false;
        try {
            while (window.hasRemaining()) {
                if (channel.read(window, windowStart + window.position()) < 0) {
                    throw new McapException(
                            path, windowStart + window.position(), "the file became shorter while it was read");
                }
            }
            window.flip();
            whole = true;
        } catch (IOException e) {
            throw new McapException(path, windowStart, "cannot be read: " + e.getMessage(), e);
        } finally {
            if (!whole) {
                window.limit(0);
            }
        }
    }

    /** CRC-32 of [from, to). */
    long crc(long from, long to) {
        CRC32 crc = new CRC32();
        for (long at = from; at < to; at += WINDOW) {
            crc.update(read(at, (int) Math.min(WINDOW, to - at)));
        }
        return crc.getValue();
    }

    /** True where every byte of [from, to) is 0. */
    boolean zero(long from, long to) {
        for (long at = from; at < to; at += WINDOW) {
            ByteBuffer bytes = read(at, (int) Math.min(WINDOW, to - at));
            while (bytes.hasRemaining()) {
                if (bytes.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.sanderling.recording.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The file of one writer, which holds a lock on it: appended to in whole blocks, and cut back to the last of them on failure. */
final class RecordingFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final CRC32 crc = new CRC32();
    private long position;
    private boolean usable = true;

    private RecordingFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static RecordingFile create(Path path) {
        try {
            // Not emptied before the lock is ours: it may be another writer's.
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lock(channel) == null) {
                    throw new McapException(
                            path, 0, "another writer holds this recording; stop that run or name another file");
                }
                channel.truncate(0);
                return new RecordingFile(path, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new McapException(
                    path, 0, "cannot be written (" + reason(e) + "); name a file in a writable folder", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    long position() {
        return position;
    }

    /** CRC-32 of everything written. */
    long crc() {
        return crc.getValue();
    }

    boolean usable() {
        return usable;
    }

    void checkUsable() {
        if (!usable) {
            throw new McapException(path, position, "the recording ends here, since a write failed before");
        }
    }

    void write(byte[] bytes, int length) {
        checkUsable();
        ByteBuffer block = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (block.hasRemaining()) {
                channel.write(block, position + block.position());
            }
        } catch (IOException e) {
            usable = false;
            McapException failure = failure("cannot be written", e);
            try {
                channel.truncate(position);
            } catch (IOException again) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
        crc.update(bytes, 0, length);
        position += length;
    }

    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failure("cannot be forced to disk", e);
        }
    }

    McapException failure(String what, IOException e) {
        return new McapException(path, position, what + " (" + reason(e) + ")", e);
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    @Override
    public void close() throws IOException {
        usable = false;
        channel.close();
    }
}

package org.sanderling.recording.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Finds the bounds of records in a file, and the content of its chunks. Nothing larger than {@link #MAX_BYTES} is held. */
final class FileRecords implements AutoCloseable {
    /** Most that one record, or the content of one chunk, may take: bytes from strangers do not size our heap. */
    static final int MAX_BYTES = 128 << 20;

    private final FileBytes file;
    private final ChunkCodec codec = new ChunkCodec();
    private final boolean closed;

    private FileRecords(FileBytes file) {
        this.file = file;
        long size = file.size();
        int magic = Opcode.MAGIC_LENGTH;
        closed = size >= 2 * magic && file.read(size - magic, magic).getLong() == Opcode.MAGIC;
        if (size < magic || file.read(0, magic).getLong() != Opcode.MAGIC) {
            throw new McapException(
                    path(), 0, size == 0 ? "an empty file, not an MCAP recording" : "not an MCAP recording (no magic)");
        }
    }

    static FileRecords open(Path path) {
        FileBytes file = FileBytes.open(path);
        try {
            return new FileRecords(file);
        } catch (RuntimeException e) {
            try {
                file.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    Path path() {
        return file.path();
    }

    FileBytes file() {
        return file;
    }

    /** True where the file ends as a finished one does. */
    boolean closed() {
        return closed;
    }

    /** Opcode of the record at {@code offset}; at least a prefix is left there. */
    int opcode(long offset) {
        return file.read(offset, Opcode.PREFIX).get() & 0xFF;
    }

    /** Length of the content of the record at {@code offset}, unsigned and unchecked; at least a prefix is left there. */
    long length(long offset) {
        return file.read(offset, Opcode.PREFIX).getLong(1);
    }

    /** Opcode, length and content of the record at {@code offset}, which the caller has found to lie within the file. */
    ByteBuffer bytes(long offset, long length) {
        if (length > MAX_BYTES) {
            throw new McapException(
                    path(), offset, "a record of " + length + " bytes; at most " + MAX_BYTES + " can be read");
        }
        return file.read(offset, Opcode.PREFIX + (int) length);
    }

    /** The fields of a record, of which {@code bytes} are all. */
    Fields fields(long offset, ByteBuffer bytes) {
        int length = bytes.limit() - Opcode.PREFIX;
        return new Fields(path(), bytes.slice(Opcode.PREFIX, length).order(bytes.order()), offset + Opcode.PREFIX, -1);
    }

    /**
     * The record at an offset that the file itself names.
     *
     * @throws McapException where there is none of this kind
     */
    <T extends McapRecord> T at(long offset, Class<T> kind) {
        int opcode = opcodeWithin(offset);
        McapRecord record = RecordParser.parse(opcode, fieldsAt(offset))
                .filter(kind::isInstance)
                .orElseThrow(() -> new McapException(path(), offset, "not the " + kind.getSimpleName() + " expected"));
        return kind.cast(record);
    }

    private int opcodeWithin(long offset) {
        if (offset < 0 || offset > file.size() - Opcode.PREFIX) {
            throw new McapException(path(), offset, "no record there; the file has " + file.size() + " bytes");
        }
        return opcode(offset);
    }

    private Fields fieldsAt(long offset) {
        long left = file.size() - offset - Opcode.PREFIX;
        long length = length(offset);
        if (length < 0 || length > left) {
            throw overrun(offset, length);
        }
        return fields(offset, bytes(offset, length));
    }

    McapException overrun(long offset, long length) {
        return new McapException(
                path(),
                offset,
                "a record of " + Long.toUnsignedString(length) + " bytes runs past the end of the file");
    }

    /** The content of the chunk at an offset, checked against its CRC. */
    byte[] chunkContent(long offset) {
        int opcode = opcodeWithin(offset);
        if (opcode != Opcode.CHUNK) {
            throw new McapException(path(), offset, "not the Chunk expected");
        }
        Fields in = fieldsAt(offset);
        McapRecord.Chunk head =
                (McapRecord.Chunk) RecordParser.parse(Opcode.CHUNK, in).orElseThrow();
        return chunkContent(offset, head, in);
    }

    /** The content of a chunk, of which {@code in} has read the head. */
    byte[] chunkContent(long offset, McapRecord.Chunk head, Fields in) {
        ByteBuffer packed = in.view(head.compressedSize(), "records");
        Compression how = Compression.of(head.compression())
                .orElseThrow(() -> new McapException(
                        path(),
                        offset,
                        "a chunk compressed by '" + head.compression() + "'; none, lz4, zstd can be read"));
        long size = head.uncompressedSize();
        if (size < 0 || size > MAX_BYTES) {
            throw new McapException(
                    path(),
                    offset,
                    "a chunk of " + Long.toUnsignedString(size) + " bytes uncompressed; at most " + MAX_BYTES
                            + " can be read");
        }
        try {
            byte[] content = codec.decompress(how, packed, (int) size);
            CRC32 crc = new CRC32();
            crc.update(content);
            if (head.uncompressedCrc() != 0 && head.uncompressedCrc() != crc.getValue()) {
                throw new DamagedContent(
                        "CRC mismatch: stated " + head.uncompressedCrc() + ", computed " + crc.getValue());
            }
            return content;
        } catch (DamagedContent e) {
            throw new McapException(path(), offset, "damaged chunk: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        codec.close();
        file.close();
    }
}

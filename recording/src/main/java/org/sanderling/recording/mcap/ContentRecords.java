package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** The records inside a chunk: schemas, channels and messages. */
final class ContentRecords {
    private ContentRecords() {}

    /**
     * Reads the record at the position of {@code content} and moves on to the next.
     *
     * @param chunkStart offset of the chunk in the file
     * @return empty for an opcode that the specification leaves to others
     */
    static Optional<McapRecord> next(Path path, long chunkStart, ByteBuffer content) {
        int start = content.position();
        Fields in = new Fields(path, content, 0, chunkStart);
        int opcode = in.u8("opcode");
        long length = in.u64("length");
        boolean known = opcode <= Opcode.DATA_END;
        if (known && opcode != Opcode.SCHEMA && opcode != Opcode.CHANNEL && opcode != Opcode.MESSAGE) {
            content.position(start);
            throw in.error("opcode " + opcode + " has no place in a chunk");
        }
        ByteBuffer body = in.view(length, "a record");
        return known
                ? RecordParser.parse(opcode, new Fields(path, body, start + Opcode.PREFIX, chunkStart))
                : Optional.empty();
    }
}

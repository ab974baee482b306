package org.sanderling.recording.mcap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Writes an MCAP file. One thread at a time; a recorder's background thread, since every call may block on the disk.
 *
 * <p>A chunk reaches the file whole, in one write, together with its message indexes: what a killed process leaves is
 * readable up to the last chunk. Schemas and channels are written where they are added, so before their first use.
 *
 * <p>After a failed write the file is cut back to the last whole chunk, and every further call but {@link #close} fails.
 */
public final class McapWriter implements AutoCloseable {
    private final WriterOptions options;
    private final RecordingFile file;
    private final ChunkCodec codec = new ChunkCodec();
    private final ChunkBuilder chunk = new ChunkBuilder();
    private final RecordBuffer out = new RecordBuffer();
    private final SummaryBuilder summary;
    private boolean closed;

    private McapWriter(RecordingFile file, WriterOptions options) {
        this.file = file;
        this.options = options;
        summary = new SummaryBuilder(options);
    }

    /**
     * Opens {@code path} for writing; what was there before is lost.
     *
     * @throws McapException when it cannot be written, or another writer holds it
     */
    public static McapWriter create(Path path, WriterOptions options) {
        McapWriter writer = new McapWriter(RecordingFile.create(path), options);
        try {
            writer.out.u64(Opcode.MAGIC);
            int record = writer.out.begin(Opcode.HEADER);
            writer.out.string(options.profile()).string(options.library()).end(record);
            writer.send();
        } catch (RuntimeException e) {
            writer.release();
            throw e;
        }
        return writer;
    }

    /** Adds a schema and gives its id, from 1 on. */
    public int addSchema(String name, String encoding, byte[] data) {
        McapRecord.Schema schema = new McapRecord.Schema(summary.nextSchemaId(), name, encoding, data.clone());
        Records.schema(target(), schema);
        sendUnchunked();
        summary.add(schema);
        return schema.id();
    }

    /**
     * Adds a channel and gives its id, from 1 on.
     *
     * @param schemaId as given by {@link #addSchema}, or 0 for messages without a schema
     */
    public int addChannel(String topic, int schemaId, String messageEncoding, Map<String, String> metadata) {
        if (schemaId != 0 && !summary.hasSchema(schemaId)) {
            throw new IllegalArgumentException("no schema " + schemaId + " was added");
        }
        McapRecord.Channel channel = new McapRecord.Channel(
                summary.nextChannelId(),
                schemaId,
                topic,
                messageEncoding,
                Collections.unmodifiableMap(new LinkedHashMap<>(metadata)));
        Records.channel(target(), channel);
        sendUnchunked();
        summary.add(channel);
        return channel.id();
    }

    /**
     * Writes a message.
     *
     * @param sequence number at the source; MCAP keeps its low 32 bits, so a reader must not rely on more
     * @param logTimeNs when it was recorded; messages are later read in this order
     * @param publishTimeNs when it was published
     * @param data holds the message from {@code offset} on, {@code length} bytes; copied
     */
    public void write(
            int channelId, long sequence, long logTimeNs, long publishTimeNs, byte[] data, int offset, int length) {
        if (!summary.hasChannel(channelId)) {
            throw new IllegalArgumentException("no channel " + channelId + " was added");
        }
        Objects.checkFromIndexSize(offset, length, data.length);
        boolean chunked = options.has(Feature.CHUNKS);
        if (chunked && chunk.spanTo(logTimeNs) >= options.chunkNs()) {
            flush();
        }
        RecordBuffer to = target();
        int record = to.begin(Opcode.MESSAGE);
        to.u16(channelId).u32(sequence).u64(logTimeNs).u64(publishTimeNs);
        to.raw(data, offset, length).end(record);
        if (chunked) {
            chunk.note(channelId, logTimeNs, record);
        }
        sendUnchunked();
        summary.message(channelId, logTimeNs);
        if (chunked && to.size() >= options.chunkBytes()) {
            flush();
        }
    }

    /** Writes an attachment, after what was written before it. */
    public void attach(long logTimeNs, long createTimeNs, String name, String mediaType, byte[] data) {
        flush();
        int record = out.begin(Opcode.ATTACHMENT);
        out.u64(logTimeNs).u64(createTimeNs).string(name).string(mediaType).u64(data.length);
        out.raw(data, 0, data.length);
        CRC32 crc = new CRC32();
        crc.update(out.bytes(), Opcode.PREFIX, out.size() - Opcode.PREFIX);
        out.u32(crc.getValue()).end(record);
        long at = file.position();
        long length = out.size();
        send();
        summary.add(new McapRecord.AttachmentIndex(at, length, logTimeNs, createTimeNs, data.length, name, mediaType));
    }

    /** Writes named key/value pairs, after what was written before them. */
    public void metadata(String name, Map<String, String> metadata) {
        flush();
        int record = out.begin(Opcode.METADATA);
        out.string(name).map(metadata).end(record);
        long at = file.position();
        long length = out.size();
        send();
        summary.add(new McapRecord.MetadataIndex(at, length, name));
    }

    /** Closes the chunk being filled and writes it to the file. */
    public void flush() {
        file.checkUsable();
        if (!chunk.isEmpty()) {
            McapRecord.ChunkIndex index = chunk.finish(file.position(), options, codec, out);
            chunk.clear();
            send();
            summary.add(index);
        }
    }

    /** {@link #flush}, and waits until the disk has it: what must outlive a power cut. */
    public void sync() {
        flush();
        file.force();
    }

    /** Bytes in the file so far. */
    public long position() {
        return file.position();
    }

    /** Writes the summary and lets go of the file. Calling it again does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (file.usable()) {
                flush();
                int record = out.begin(Opcode.DATA_END);
                out.u32(file.crc()).end(record);
                long summaryStart = file.position() + out.size();
                send();
                summary.write(summaryStart, out);
                send();
            }
        } finally {
            release();
        }
    }

    private RecordBuffer target() {
        file.checkUsable();
        return options.has(Feature.CHUNKS) ? chunk.content() : out;
    }

    private void sendUnchunked() {
        if (!options.has(Feature.CHUNKS)) {
            send();
        }
    }

    private void send() {
        try {
            file.write(out.bytes(), out.size());
        } finally {
            out.clear();
        }
    }

    private void release() {
        codec.close();
        try {
            file.close();
        } catch (IOException e) {
            throw file.failure("cannot be closed", e);
        }
    }
}

package org.sanderling.recording.mcap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records in the JSON form of the MCAP conformance suite (foxglove/mcap, tests/conformance): {@code {type, fields}},
 * fields sorted by name as pairs, numbers as decimal strings, bytes as lists of them; chunks and message indexes are
 * left out, since different writers may lay them differently.
 */
public final class ConformanceForm {
    private static final List<String> BYTES;

    static {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            texts.add(Integer.toString(i));
        }
        BYTES = Collections.unmodifiableList(texts);
    }

    private ConformanceForm() {}

    /** Maps, lists and strings; empty for a record that the form leaves out. */
    public static Optional<Map<String, Object>> of(McapRecord record) {
        Map<String, Object> fields = new TreeMap<>();
        switch (record) {
            case McapRecord.Chunk c -> {
                return Optional.empty();
            }
            case McapRecord.MessageIndex i -> {
                return Optional.empty();
            }
            case McapRecord.Header h -> {
                fields.put("profile", h.profile());
                fields.put("library", h.library());
            }
            case McapRecord.Footer f -> {
                fields.put("summary_start", text(f.summaryStart()));
                fields.put("summary_offset_start", text(f.summaryOffsetStart()));
                fields.put("summary_crc", text(f.summaryCrc()));
            }
            case McapRecord.Schema s -> {
                fields.put("id", text(s.id()));
                fields.put("name", s.name());
                fields.put("encoding", s.encoding());
                fields.put("data", bytes(s.data()));
            }
            case McapRecord.Channel c -> {
                fields.put("id", text(c.id()));
                fields.put("schema_id", text(c.schemaId()));
                fields.put("topic", c.topic());
                fields.put("message_encoding", c.messageEncoding());
                fields.put("metadata", c.metadata());
            }
            case McapRecord.Message m -> {
                fields.put("channel_id", text(m.channelId()));
                fields.put("sequence", text(m.sequence()));
                fields.put("log_time", text(m.logTimeNs()));
                fields.put("publish_time", text(m.publishTimeNs()));
                fields.put("data", bytes(m.data()));
            }
            case McapRecord.ChunkIndex i -> {
                fields.put("message_start_time", text(i.messageStartNs()));
                fields.put("message_end_time", text(i.messageEndNs()));
                fields.put("chunk_start_offset", text(i.chunkStart()));
                fields.put("chunk_length", text(i.chunkLength()));
                fields.put("message_index_offsets", byChannel(i.messageIndexOffsets()));
                fields.put("message_index_length", text(i.messageIndexLength()));
                fields.put("compression", i.compression());
                fields.put("compressed_size", text(i.compressedSize()));
                fields.put("uncompressed_size", text(i.uncompressedSize()));
            }
            case McapRecord.Attachment a -> {
                fields.put("log_time", text(a.logTimeNs()));
                fields.put("create_time", text(a.createTimeNs()));
                fields.put("name", a.name());
                fields.put("media_type", a.mediaType());
                fields.put("data", bytes(a.data()));
            }
            case McapRecord.AttachmentIndex i -> {
                fields.put("offset", text(i.offset()));
                fields.put("length", text(i.length()));
                fields.put("log_time", text(i.logTimeNs()));
                fields.put("create_time", text(i.createTimeNs()));
                fields.put("data_size", text(i.dataSize()));
                fields.put("name", i.name());
                fields.put("media_type", i.mediaType());
            }
            case McapRecord.Statistics s -> {
                fields.put("message_count", text(s.messageCount()));
                fields.put("schema_count", text(s.schemaCount()));
                fields.put("channel_count", text(s.channelCount()));
                fields.put("attachment_count", text(s.attachmentCount()));
                fields.put("metadata_count", text(s.metadataCount()));
                fields.put("chunk_count", text(s.chunkCount()));
                fields.put("message_start_time", text(s.messageStartNs()));
                fields.put("message_end_time", text(s.messageEndNs()));
                fields.put("channel_message_counts", byChannel(s.channelMessageCounts()));
            }
            case McapRecord.Metadata m -> {
                fields.put("name", m.name());
                fields.put("metadata", m.metadata());
            }
            case McapRecord.MetadataIndex i -> {
                fields.put("offset", text(i.offset()));
                fields.put("length", text(i.length()));
                fields.put("name", i.name());
            }
            case McapRecord.SummaryOffset o -> {
                fields.put("group_opcode", text(o.groupOpcode()));
                fields.put("group_start", text(o.groupStart()));
                fields.put("group_length", text(o.groupLength()));
            }
            case McapRecord.DataEnd d -> fields.put("data_section_crc", text(d.dataSectionCrc()));
        }
        List<List<Object>> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(List.of(name, value)));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", record.getClass().getSimpleName());
        form.put("fields", pairs);
        return Optional.of(form);
    }

    private static String text(long unsigned) {
        return Long.toUnsignedString(unsigned);
    }

    private static List<String> bytes(byte[] data) {
        return new java.util.AbstractList<>() {
            @Override
            public String get(int i) {
                return BYTES.get(data[i] & 0xFF);
            }

            @Override
            public int size() {
                return data.length;
            }
        };
    }

    private static Map<String, Object> byChannel(Map<Integer, Long> map) {
        Map<String, Object> texts = new TreeMap<>();
        map.forEach((id, value) -> texts.put(text(id), text(value)));
        return texts;
    }
}

package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/** From the bytes of one record to the record. */
final class RecordParser {
    private RecordParser() {}

    /**
     * @param in the record's content; for a chunk it is left before the compressed bytes
     * @return empty for an opcode that the specification leaves to others
     */
    static Optional<McapRecord> parse(int opcode, Fields in) {
        return Optional.ofNullable(
                switch (opcode) {
                    case Opcode.HEADER -> new McapRecord.Header(in.string("profile"), in.string("library"));
                    case Opcode.FOOTER ->
                        new McapRecord.Footer(
                                in.u64("summary_start"), in.u64("summary_offset_start"), in.u32("summary_crc"));
                    case Opcode.SCHEMA -> schema(in);
                    case Opcode.CHANNEL ->
                        new McapRecord.Channel(
                                in.u16("id"),
                                in.u16("schema_id"),
                                in.string("topic"),
                                in.string("message_encoding"),
                                in.strings("metadata"));
                    case Opcode.MESSAGE ->
                        new McapRecord.Message(
                                in.u16("channel_id"),
                                in.u32("sequence"),
                                in.u64("log_time"),
                                in.u64("publish_time"),
                                in.rest());
                    case Opcode.CHUNK ->
                        new McapRecord.Chunk(
                                in.u64("message_start_time"),
                                in.u64("message_end_time"),
                                in.u64("uncompressed_size"),
                                in.u32("uncompressed_crc"),
                                in.string("compression"),
                                in.u64("records"));
                    case Opcode.MESSAGE_INDEX -> messageIndex(in);
                    case Opcode.CHUNK_INDEX ->
                        new McapRecord.ChunkIndex(
                                in.u64("message_start_time"),
                                in.u64("message_end_time"),
                                in.u64("chunk_start_offset"),
                                in.u64("chunk_length"),
                                in.byChannel("message_index_offsets"),
                                in.u64("message_index_length"),
                                in.string("compression"),
                                in.u64("compressed_size"),
                                in.u64("uncompressed_size"));
                    case Opcode.ATTACHMENT -> attachment(in);
                    case Opcode.ATTACHMENT_INDEX ->
                        new McapRecord.AttachmentIndex(
                                in.u64("offset"),
                                in.u64("length"),
                                in.u64("log_time"),
                                in.u64("create_time"),
                                in.u64("data_size"),
                                in.string("name"),
                                in.string("media_type"));
                    case Opcode.STATISTICS ->
                        new McapRecord.Statistics(
                                in.u64("message_count"),
                                in.u16("schema_count"),
                                in.u32("channel_count"),
                                in.u32("attachment_count"),
                                in.u32("metadata_count"),
                                in.u32("chunk_count"),
                                in.u64("message_start_time"),
                                in.u64("message_end_time"),
                                in.byChannel("channel_message_counts"));
                    case Opcode.METADATA -> new McapRecord.Metadata(in.string("name"), in.strings("metadata"));
                    case Opcode.METADATA_INDEX ->
                        new McapRecord.MetadataIndex(in.u64("offset"), in.u64("length"), in.string("name"));
                    case Opcode.SUMMARY_OFFSET ->
                        new McapRecord.SummaryOffset(
                                in.u8("group_opcode"), in.u64("group_start"), in.u64("group_length"));
                    case Opcode.DATA_END -> new McapRecord.DataEnd(in.u32("data_section_crc"));
                    case 0 -> throw in.error("opcode 0 is none");
                    default -> null;
                });
    }

    private static McapRecord schema(Fields in) {
        int id = in.u16("id");
        if (id == 0) {
            throw in.error("schema id 0 is reserved");
        }
        return new McapRecord.Schema(id, in.string("name"), in.string("encoding"), in.bytes32("data"));
    }

    private static McapRecord messageIndex(Fields in) {
        int channel = in.u16("channel_id");
        Fields records = in.nested("records");
        if (records.remaining() % 16 != 0) {
            throw records.error("message index of " + records.remaining() + " bytes, not a multiple of 16");
        }
        int count = records.remaining() / 16;
        long[] times = new long[count];
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = records.u64("log_time");
            offsets[i] = records.u64("offset");
        }
        return new McapRecord.MessageIndex(channel, times, offsets);
    }

    private static McapRecord attachment(Fields in) {
        ByteBuffer all = in.view(in.remaining(), "attachment");
        Fields fields = in.over(all.duplicate().order(all.order()));
        McapRecord.Attachment attachment = new McapRecord.Attachment(
                fields.u64("log_time"),
                fields.u64("create_time"),
                fields.string("name"),
                fields.string("media_type"),
                fields.bytes64("data"));
        CRC32 crc = new CRC32();
        crc.update(all.slice(0, all.remaining() - fields.remaining()));
        long declared = fields.u32("crc");
        if (declared != 0 && declared != crc.getValue()) {
            throw fields.error("attachment CRC mismatch: stated " + declared + ", computed " + crc.getValue());
        }
        return attachment;
    }
}

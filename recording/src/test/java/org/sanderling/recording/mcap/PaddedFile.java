package org.sanderling.recording.mcap;

import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Builds any variant of the conformance suite from its expectation, without the writer under test. Padded variants carry
 * three bytes after the fields of most records outside of chunks, which a reader has to skip.
 */
final class PaddedFile {
    private static final byte[] PADDING = {1, -1, -1};

    private final ConformanceVector vector;
    private final RecordBuffer out = new RecordBuffer();
    private final RecordBuffer chunk = new RecordBuffer();
    private final Map<Integer, RecordBuffer> index = new TreeMap<>();
    private long startNs = -1;
    private long endNs;
    private boolean dataEnded;
    private int summaryStart;

    private PaddedFile(ConformanceVector vector) {
        this.vector = vector;
    }

    static byte[] of(ConformanceVector vector) {
        PaddedFile file = new PaddedFile(vector);
        file.out.u64(Opcode.MAGIC);
        vector.records().forEach(r -> file.add(ConformanceVector.Expected.of((Map<?, ?>) r)));
        file.out.u64(Opcode.MAGIC);
        return java.util.Arrays.copyOf(file.out.bytes(), file.out.size());
    }

    private void add(ConformanceVector.Expected r) {
        switch (r.type()) {
            case "Header" -> {
                int at = out.begin(Opcode.HEADER);
                end(out.string(r.text("profile")).string(r.text("library")), at);
            }
            case "Schema" -> {
                RecordBuffer to = target();
                int at = to.begin(Opcode.SCHEMA);
                to.u16((int) r.number("id")).string(r.text("name")).string(r.text("encoding"));
                end(to.bytes(r.bytes("data")), at);
            }
            case "Channel" -> {
                RecordBuffer to = target();
                int at = to.begin(Opcode.CHANNEL);
                to.u16((int) r.number("id")).u16((int) r.number("schema_id")).string(r.text("topic"));
                end(to.string(r.text("message_encoding")).map(r.map("metadata")), at);
            }
            case "Message" -> message(r);
            case "Attachment" -> attachment(r);
            case "Metadata" -> {
                int at = out.begin(Opcode.METADATA);
                end(out.string(r.text("name")).map(r.map("metadata")), at);
            }
            case "DataEnd" -> {
                chunk();
                long crc = crc(out, 0);
                int at = out.begin(Opcode.DATA_END);
                out.u32(crc).end(at);
                dataEnded = true;
                summaryStart = out.size();
            }
            case "Statistics" -> {
                int at = out.begin(Opcode.STATISTICS);
                out.u64(r.number("message_count"))
                        .u16((int) r.number("schema_count"))
                        .u32(r.number("channel_count"));
                out.u32(r.number("attachment_count"))
                        .u32(r.number("metadata_count"))
                        .u32(r.number("chunk_count"));
                out.u64(r.number("message_start_time")).u64(r.number("message_end_time"));
                end(numbers(r.map("channel_message_counts")), at);
            }
            case "ChunkIndex" -> {
                int at = out.begin(Opcode.CHUNK_INDEX);
                out.u64(r.number("message_start_time")).u64(r.number("message_end_time"));
                out.u64(r.number("chunk_start_offset")).u64(r.number("chunk_length"));
                numbers(r.map("message_index_offsets")).u64(r.number("message_index_length"));
                out.string(r.text("compression")).u64(r.number("compressed_size"));
                end(out.u64(r.number("uncompressed_size")), at);
            }
            case "AttachmentIndex" -> {
                int at = out.begin(Opcode.ATTACHMENT_INDEX);
                out.u64(r.number("offset")).u64(r.number("length")).u64(r.number("log_time"));
                out.u64(r.number("create_time")).u64(r.number("data_size"));
                end(out.string(r.text("name")).string(r.text("media_type")), at);
            }
            case "MetadataIndex" -> {
                int at = out.begin(Opcode.METADATA_INDEX);
                end(out.u64(r.number("offset")).u64(r.number("length")).string(r.text("name")), at);
            }
            case "SummaryOffset" -> {
                int at = out.begin(Opcode.SUMMARY_OFFSET);
                out.u8((int) r.number("group_opcode")).u64(r.number("group_start"));
                end(out.u64(r.number("group_length")), at);
            }
            case "Footer" -> {
                int at = out.begin(Opcode.FOOTER);
                out.u64(r.number("summary_start")).u64(r.number("summary_offset_start"));
                out.u32(0).end(at);
                out.skip(-4);
                out.u32(crc(out, summaryStart));
            }
            default -> throw new AssertionError(r.type());
        }
    }

    private void message(ConformanceVector.Expected r) {
        RecordBuffer to = target();
        int at = to.begin(Opcode.MESSAGE);
        int channel = (int) r.number("channel_id");
        long time = r.number("log_time");
        to.u16(channel).u32(r.number("sequence")).u64(time).u64(r.number("publish_time"));
        byte[] data = r.bytes("data");
        to.raw(data, 0, data.length).end(at);
        index.computeIfAbsent(channel, id -> new RecordBuffer()).u64(time).u64(at);
        startNs = startNs < 0 ? time : Math.min(startNs, time);
        endNs = Math.max(endNs, time);
    }

    private void attachment(ConformanceVector.Expected r) {
        byte[] data = r.bytes("data");
        int at = out.begin(Opcode.ATTACHMENT);
        out.u64(r.number("log_time")).u64(r.number("create_time")).string(r.text("name"));
        out.string(r.text("media_type")).u64(data.length).raw(data, 0, data.length);
        end(out.u32(crc(out, at + Opcode.PREFIX)), at);
    }

    private void chunk() {
        if (chunk.size() == 0) {
            return;
        }
        int at = out.begin(Opcode.CHUNK);
        out.u64(startNs).u64(endNs).u64(chunk.size()).u32(crc(chunk, 0)).string("");
        out.u64(chunk.size()).raw(chunk.bytes(), 0, chunk.size()).end(at);
        if (vector.features().contains("mx")) {
            index.forEach((channel, entries) -> {
                int record = out.begin(Opcode.MESSAGE_INDEX);
                out.u16(channel).u32(entries.size());
                end(out.raw(entries.bytes(), 0, entries.size()), record);
            });
        }
    }

    private RecordBuffer numbers(Map<String, String> map) {
        out.u32(10L * map.size());
        map.forEach((k, v) -> out.u16(Integer.parseInt(k)).u64(Long.parseUnsignedLong(v)));
        return out;
    }

    private RecordBuffer target() {
        return !dataEnded && vector.features().contains("ch") ? chunk : out;
    }

    private void end(RecordBuffer to, int at) {
        if (vector.features().contains("pad") && to == out) {
            to.raw(PADDING, 0, PADDING.length);
        }
        to.end(at);
    }

    private static long crc(RecordBuffer of, int from) {
        CRC32 crc = new CRC32();
        crc.update(of.bytes(), from, of.size() - from);
        return crc.getValue();
    }
}

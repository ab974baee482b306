package org.sanderling.recording.mcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a recording, found by reading all of it, so with every CRC checked.
 *
 * @param durationS from the lowest log time to the highest
 * @param compression of the chunks: {@code none}, {@code lz4}, {@code zstd}, or several joined by {@code +}
 * @param indexed true where the file's own index can be relied upon
 * @param truncatedAt byte at which the file ends early
 */
public record RecordingInfo(
        List<ChannelInfo> channels,
        double durationS,
        long messages,
        long chunks,
        String compression,
        boolean indexed,
        OptionalLong truncatedAt) {
    /**
     * One channel.
     *
     * @param schema its name; empty for none
     * @param encoding of the messages
     * @param hz mean rate; NaN below two messages or where all are at one time
     */
    public record ChannelInfo(String topic, String schema, String encoding, long messages, double hz) {}

    /** Reads the whole recording. */
    public static RecordingInfo of(McapReader reader) {
        Map<Integer, Span> spans = new TreeMap<>();
        TreeSet<String> compressions = new TreeSet<>();
        Span all = new Span();
        long chunks = 0;
        RecordScan scan = reader.records();
        while (scan.hasNext()) {
            switch (scan.next()) {
                case McapRecord.Message m -> {
                    spans.computeIfAbsent(m.channelId(), id -> new Span()).add(m.logTimeNs());
                    all.add(m.logTimeNs());
                }
                case McapRecord.Chunk c -> {
                    chunks++;
                    compressions.add(c.compression().isEmpty() ? "none" : c.compression());
                }
                default -> {}
            }
        }
        List<ChannelInfo> channels = new ArrayList<>();
        reader.channels().forEach((id, c) -> {
            Span span = spans.getOrDefault(id, new Span());
            McapRecord.Schema schema = reader.schemas().get(c.schemaId());
            channels.add(new ChannelInfo(
                    c.topic(), schema == null ? "" : schema.name(), c.messageEncoding(), span.count, span.hz()));
        });
        return new RecordingInfo(
                channels,
                all.seconds(),
                all.count,
                chunks,
                compressions.isEmpty() ? "none" : String.join("+", compressions),
                reader.indexed(),
                scan.truncatedAt());
    }

    private static final class Span {
        private long count;
        private long firstNs;
        private long lastNs;

        void add(long timeNs) {
            firstNs = count == 0 || Long.compareUnsigned(timeNs, firstNs) < 0 ? timeNs : firstNs;
            lastNs = count == 0 || Long.compareUnsigned(timeNs, lastNs) > 0 ? timeNs : lastNs;
            count++;
        }

        double seconds() {
            return (lastNs - firstNs) / 1e9;
        }

        double hz() {
            return count < 2 || lastNs == firstNs ? Double.NaN : (count - 1) / seconds();
        }
    }
}

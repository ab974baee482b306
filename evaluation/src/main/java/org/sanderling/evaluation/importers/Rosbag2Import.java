package org.sanderling.evaluation.importers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.MessageSchemas;

/**
 * Makes a recording of a rosbag2 bag, in its MCAP or SQLite storage, of one file or several: every CDR message as it is,
 * with its times, quality of service and type hash. A definition that the bag does not hold comes from ours; where nobody
 * knows it, the schema stays empty, as rosbag2 itself leaves it.
 */
public final class Rosbag2Import implements BagSink {
    private static final int MAX_CHANNELS = 65_535;

    private final McapWriter writer;
    private final Progress progress;
    private final Map<BagTopic, Integer> channels = new HashMap<>();
    private final Map<String, Integer> schemas = new HashMap<>();
    private final long totalBytes;
    private long messages;
    private long bytes;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;

    private Rosbag2Import(McapWriter writer, long totalBytes, Progress progress) {
        this.writer = writer;
        this.totalBytes = totalBytes;
        this.progress = progress;
    }

    /**
     * Imports the bag {@code source}, a folder or a file. {@code target} appears when it is whole, or not at all; one that
     * was there is replaced. Progress is in bytes.
     *
     * @throws ImportException when the source is no bag or the target cannot be written
     */
    public static ImportResult run(Path source, Path target, Progress progress) {
        List<Path> files = BagFiles.of(source);
        return WholeFile.write(target, partial -> {
            SkipCount skipped = new SkipCount();
            Rosbag2Import bag;
            try (McapWriter writer = McapWriter.create(partial, WriterOptions.defaults())) {
                writer.metadata("import", new TreeMap<>(Map.of("format", "rosbag2")));
                bag = new Rosbag2Import(writer, totalBytes(files), progress);
                for (Path file : files) {
                    switch (BagFiles.kind(file)) {
                        case MCAP -> McapBag.read(file, skipped, bag);
                        case SQLITE -> SqliteBag.read(file, skipped, bag);
                    }
                }
            }
            double durationS = bag.messages == 0 ? 0 : (bag.lastNs - bag.firstNs) / 1e9;
            return new ImportResult(bag.messages, bag.channels.size(), durationS, skipped.byReason());
        });
    }

    @Override
    public void topic(BagTopic topic) {
        channel(topic);
    }

    @Override
    public void message(BagTopic topic, long sequence, long logNs, long publishNs, byte[] data) {
        writer.write(channel(topic), sequence, logNs, publishNs, data, 0, data.length);
        firstNs = Math.min(firstNs, logNs);
        lastNs = Math.max(lastNs, logNs);
        messages++;
        bytes += data.length;
        progress.at(Math.min(bytes, totalBytes), totalBytes);
    }

    private static long totalBytes(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        return total;
    }

    private int channel(BagTopic topic) {
        if (channels.size() >= MAX_CHANNELS && !channels.containsKey(topic)) {
            throw new ImportException(topic.name() + ": more topics than a recording holds (" + MAX_CHANNELS + ")");
        }
        return channels.computeIfAbsent(topic, t -> {
            int schema = schemas.computeIfAbsent(
                    t.type() + '\n' + t.encoding() + '\n' + t.definition(),
                    k -> writer.addSchema(t.type(), t.encoding(), t.definitionBytes()));
            return writer.addChannel(t.name(), schema, MessageSchemas.MESSAGE_ENCODING, new TreeMap<>(t.metadata()));
        });
    }
}

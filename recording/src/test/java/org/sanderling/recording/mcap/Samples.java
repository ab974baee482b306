package org.sanderling.recording.mcap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Small recordings for tests: two channels, a message each 10 ms on both. */
final class Samples {
    static final long START_NS = 1_600_000_000_000_000_000L;
    static final long PERIOD_NS = 10_000_000L;

    private Samples() {}

    static WriterOptions options(Compression compression) {
        return WriterOptions.defaults().withCompression(compression).withChunkNs(5 * PERIOD_NS);
    }

    /** Metadata, {@code messages} pairs of messages in chunks of five, an attachment. */
    static Path write(Path file, WriterOptions options, int messages) {
        try (McapWriter writer = McapWriter.create(file, options)) {
            writer.metadata("run", Map.of("hash", "abc"));
            Channels channels = Channels.in(writer);
            for (int i = 0; i < messages; i++) {
                channels.write(writer, i);
            }
            writer.attach(START_NS, START_NS, "notes.txt", "text/plain", bytes("all well"));
        }
        return file;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of each message, in log-time order. */
    static List<String> texts(Path file) {
        List<String> texts = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            Iterator<ChannelMessage> messages = reader.messages();
            messages.forEachRemaining(m -> texts.add(text(m)));
        }
        return texts;
    }

    static String text(ChannelMessage m) {
        return m.topic() + new String(m.message().data(), StandardCharsets.UTF_8);
    }

    /** What {@link #texts} gives for a whole recording. */
    static List<String> expected(int messages) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            texts.add("/a" + payload(i));
            texts.add("/b" + payload(i));
        }
        return texts;
    }

    private static String payload(int i) {
        return ":" + i + ":" + "payload ".repeat(i % 7);
    }

    record Channels(int a, int b) {
        static Channels in(McapWriter writer) {
            int schema = writer.addSchema("pkg/msg/Text", "ros2msg", bytes("string text"));
            return new Channels(
                    writer.addChannel("/a", schema, "cdr", Map.of("key", "value")),
                    writer.addChannel("/b", 0, "text", Map.of()));
        }

        void write(McapWriter writer, int i) {
            byte[] data = bytes(payload(i));
            long timeNs = START_NS + i * PERIOD_NS;
            writer.write(a, i, timeNs, timeNs, data, 0, data.length);
            writer.write(b, i, timeNs, timeNs, data, 0, data.length);
        }
    }
}

package org.sanderling.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.RecordScan;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.CompressedImage;
import org.sanderling.recording.messages.Decision;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.NormalizedControl;
import org.sanderling.runtime.record.Topics;

/** The demo's drive with something changed, and what a run recorded. */
final class Drives {
    static final Path HOME = Path.of(System.getProperty("sanderling.home"));
    static final Path DEMO = HOME.resolve("config/deployments/demo.yaml");
    static final String CAMERA = "/camera/image/compressed";
    static final String EGO = "/driver/command";
    private static final Path DRIVE = HOME.resolve("data/donkeycar-track.mcap");

    private Drives() {}

    /** What stands in a frame's place; an empty list for nothing. */
    interface Change {
        List<CompressedImage> image(int frame, CompressedImage image);

        NormalizedControl command(int frame, NormalizedControl command);
    }

    /** Writes the first frames of the demo's drive, changed. */
    static void write(Path target, int frames, Change change) {
        try (McapReader reader = McapReader.open(DRIVE);
                McapWriter writer = McapWriter.create(target, WriterOptions.defaults())) {
            int camera = channel(reader, writer, CAMERA);
            int ego = channel(reader, writer, EGO);
            int images = 0;
            int commands = 0;
            Iterator<ChannelMessage> messages = reader.messages(Set.of(CAMERA, EGO));
            while (messages.hasNext() && (images < frames || commands < frames)) {
                ChannelMessage m = messages.next();
                CdrReader in = new CdrReader(m.message().data(), m.topic());
                if (m.topic().equals(CAMERA) && images < frames) {
                    for (CompressedImage image : change.image(images++, CompressedImage.read(in))) {
                        write(writer, camera, m, image);
                    }
                } else if (m.topic().equals(EGO) && commands < frames) {
                    write(writer, ego, m, change.command(commands++, NormalizedControl.read(in)));
                }
            }
        }
    }

    private static int channel(McapReader reader, McapWriter writer, String topic) {
        McapRecord.Channel channel = reader.channels().values().stream()
                .filter(c -> c.topic().equals(topic))
                .findFirst()
                .orElseThrow();
        McapRecord.Schema schema = reader.schemas().get(channel.schemaId());
        int id = writer.addSchema(schema.name(), schema.encoding(), schema.data());
        return writer.addChannel(topic, id, channel.messageEncoding(), Map.of());
    }

    private static void write(McapWriter writer, int channel, ChannelMessage like, Message message) {
        CdrWriter out = new CdrWriter();
        message.write(out);
        byte[] data = out.toByteArray();
        writer.write(
                channel,
                like.message().sequence(),
                like.message().logTimeNs(),
                like.message().publishTimeNs(),
                data,
                0,
                data.length);
    }

    /** Writes a run's recording anew, with sound checksums, and one value of what it says of the session changed. */
    static void writeAnew(Path recording, Path target, String key, String value) {
        try (McapReader reader = McapReader.open(recording);
                McapWriter writer = McapWriter.create(target, WriterOptions.defaults())) {
            RecordScan scan = reader.records();
            while (scan.hasNext()) {
                switch (scan.next()) {
                    case McapRecord.Metadata m
                    when m.name().equals(Topics.SESSION) -> {
                        Map<String, String> session = new LinkedHashMap<>(m.metadata());
                        session.put(key, value);
                        writer.metadata(m.name(), session);
                    }
                    case McapRecord.Attachment a -> {
                        writer.attach(a.logTimeNs(), a.createTimeNs(), a.name(), a.mediaType(), a.data());
                        for (int id = 1; id <= reader.channels().size(); id++) {
                            McapRecord.Channel c = reader.channels().get(id);
                            McapRecord.Schema schema = reader.schemas().get(c.schemaId());
                            int added = writer.addSchema(schema.name(), schema.encoding(), schema.data());
                            writer.addChannel(c.topic(), added, c.messageEncoding(), Map.of());
                        }
                    }
                    case McapRecord.Message m ->
                        writer.write(
                                m.channelId(),
                                m.sequence(),
                                m.logTimeNs(),
                                m.publishTimeNs(),
                                m.data(),
                                0,
                                m.data().length);
                    default -> {}
                }
            }
        }
    }

    /** The decisions of a recording, also of one that is still being written. */
    static List<Decision> decisions(Path recording) {
        List<Decision> decisions = new ArrayList<>();
        try (McapReader reader = McapReader.open(recording)) {
            reader.messages(Set.of(Topics.DECISION))
                    .forEachRemaining(m -> decisions.add(
                            Decision.read(new CdrReader(m.message().data(), Decision.SCHEMA))));
        }
        return decisions;
    }
}

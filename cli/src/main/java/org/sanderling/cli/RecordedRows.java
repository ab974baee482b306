package org.sanderling.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.columns.ColumnException;
import org.sanderling.recording.columns.MessageColumns;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.tokenizers.TokenizerException;

/** Messages of a recording's topic in log-time order, a row each; columns are fields by name. */
final class RecordedRows implements TokenRows {
    private final Path file;
    private final String topic;
    private final List<String> dofs;
    private final int samples;
    private final McapReader reader;
    private final Iterator<ChannelMessage> messages;
    private final double[] row;
    private @Nullable MessageColumns columns;
    private int schemaId = -1;
    private long count;
    private int remainder;

    RecordedRows(Path file, String topic, List<String> dofs, int samples) throws IOException {
        this.file = file;
        this.topic = topic;
        this.dofs = List.copyOf(dofs);
        this.samples = samples;
        this.row = new double[dofs.size()];
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        this.reader = McapReader.open(file);
        List<String> topics = topics(reader);
        if (!topics.contains(topic)) {
            reader.close();
            throw new TokenizerException(file + ": has no topic " + topic + "; it has " + String.join(", ", topics));
        }
        this.messages = reader.messages(Set.of(topic));
    }

    static List<String> topics(Path file) {
        try (McapReader reader = McapReader.open(file)) {
            return topics(reader);
        }
    }

    private static List<String> topics(McapReader reader) {
        return reader.channels().values().stream()
                .map(McapRecord.Channel::topic)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean next(double[] chunk) {
        for (int t = 0; t < samples; t++) {
            if (!messages.hasNext()) {
                remainder = t;
                return false;
            }
            read(messages.next());
            System.arraycopy(row, 0, chunk, t * row.length, row.length);
        }
        return true;
    }

    private void read(ChannelMessage message) {
        count++;
        try {
            columns(message).read(message.message().data(), row);
        } catch (CdrException | ColumnException e) {
            throw new TokenizerException(place() + ": " + e.getMessage());
        }
        for (int d = 0; d < row.length; d++) {
            if (!Double.isFinite(row[d])) {
                throw new TokenizerException(place() + ": column " + dofs.get(d) + ": " + row[d] + " is not finite");
            }
        }
    }

    /** Kept while the schema is the same. */
    private MessageColumns columns(ChannelMessage message) {
        McapRecord.Schema schema = message.schema();
        if (schema == null
                || !message.channel().messageEncoding().equals("cdr")
                || !schema.encoding().equals("ros2msg")) {
            throw new ColumnException("is written as " + message.channel().messageEncoding() + " by "
                    + (schema == null ? "no schema" : schema.encoding())
                    + "; only cdr by ros2msg, what ROS 2 records, is read");
        }
        MessageColumns known = columns;
        if (known == null || schemaId != schema.id()) {
            known = new MessageColumns(schema.name(), new String(schema.data(), StandardCharsets.UTF_8), dofs);
            columns = known;
            schemaId = schema.id();
        }
        return known;
    }

    private String place() {
        return file + ": message " + count + " of " + topic;
    }

    @Override
    public long rows() {
        return count;
    }

    @Override
    public int remainderRows() {
        return remainder;
    }

    @Override
    public String span() {
        return "messages 1…" + count;
    }

    @Override
    public void close() {
        reader.close();
    }
}

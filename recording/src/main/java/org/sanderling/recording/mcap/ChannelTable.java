package org.sanderling.recording.mcap;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Channels and schemas by id, as they are met. An id stands for one thing in the whole file. */
final class ChannelTable {
    private final Path path;
    private final Map<Integer, McapRecord.Channel> channels = new TreeMap<>();
    private final Map<Integer, McapRecord.Schema> schemas = new TreeMap<>();

    ChannelTable(Path path) {
        this.path = path;
    }

    Map<Integer, McapRecord.Channel> channels() {
        return Collections.unmodifiableMap(channels);
    }

    Map<Integer, McapRecord.Schema> schemas() {
        return Collections.unmodifiableMap(schemas);
    }

    /** Notes a schema or channel; other records are none of its business. */
    void add(McapRecord record, long offset) {
        switch (record) {
            case McapRecord.Channel c -> {
                McapRecord.Channel before = channels.putIfAbsent(c.id(), c);
                if (before != null && !before.equals(c)) {
                    throw new McapException(path, offset, "channel " + c.id() + " is declared twice, differently");
                }
            }
            case McapRecord.Schema s -> {
                McapRecord.Schema before = schemas.putIfAbsent(s.id(), s);
                if (before != null && !same(before, s)) {
                    throw new McapException(path, offset, "schema " + s.id() + " is declared twice, differently");
                }
            }
            default -> {}
        }
    }

    /** A message with what its channel says of it. */
    ChannelMessage resolve(McapRecord.Message message, long offset) {
        McapRecord.Channel channel = channel(message.channelId(), offset);
        McapRecord.Schema schema = schemas.get(channel.schemaId());
        if (schema == null && channel.schemaId() != 0) {
            throw new McapException(
                    path,
                    offset,
                    "channel " + channel.id() + " names schema " + channel.schemaId() + ", which is declared nowhere");
        }
        return new ChannelMessage(channel, schema, message);
    }

    McapRecord.Channel channel(int id, long offset) {
        McapRecord.Channel channel = channels.get(id);
        if (channel == null) {
            throw new McapException(path, offset, "a message on channel " + id + ", which is declared nowhere");
        }
        return channel;
    }

    private static boolean same(McapRecord.Schema a, McapRecord.Schema b) {
        return a.name().equals(b.name()) && a.encoding().equals(b.encoding()) && Arrays.equals(a.data(), b.data());
    }
}

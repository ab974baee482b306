package org.sanderling.recording.mcap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an MCAP file, also one without indexes or chunks, or cut short. One thread at a time.
 *
 * <p>Nothing is believed: lengths are bounded by what holds them, sizes by {@value FileRecords#MAX_BYTES} bytes, CRCs are
 * checked where stated. All methods throw {@link McapException}, which names file and byte, for what cannot be read.
 */
public final class McapReader implements AutoCloseable {
    private final FileRecords records;
    private @Nullable RecordingIndex index;

    private McapReader(FileRecords records) {
        this.records = records;
    }

    /** Opens a recording as long as it is now; what is appended later is not seen. */
    public static McapReader open(Path path) {
        return new McapReader(FileRecords.open(path));
    }

    /** All records in file order, chunks expanded. Each call starts anew. */
    public RecordScan records() {
        return new RecordScan(records);
    }

    /** All messages in log-time order, those of equal time in file order. Each call starts anew. */
    public Iterator<ChannelMessage> messages() {
        return new MessageOrder(records, index(), c -> true);
    }

    /** Messages of some topics, in log-time order, those of equal time in file order. */
    public Iterator<ChannelMessage> messages(Set<String> topics) {
        Set<String> wanted = Set.copyOf(topics);
        return new MessageOrder(records, index(), c -> wanted.contains(c.topic()));
    }

    /** Channels by id. */
    public Map<Integer, McapRecord.Channel> channels() {
        return index().channels().channels();
    }

    /** Schemas by id. */
    public Map<Integer, McapRecord.Schema> schemas() {
        return index().channels().schemas();
    }

    /** Metadata records of a name, in file order. */
    public List<McapRecord.Metadata> metadata(String name) {
        return index().metadata().stream()
                .filter(m -> m.name().equals(name))
                .map(m -> records.at(m.offset(), McapRecord.Metadata.class))
                .toList();
    }

    /** What is attached, without the data. */
    public List<McapRecord.AttachmentIndex> attachments() {
        return List.copyOf(index().attachments());
    }

    /** The first attachment of a name. */
    public Optional<McapRecord.Attachment> attachment(String name) {
        return index().attachments().stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .map(a -> records.at(a.offset(), McapRecord.Attachment.class));
    }

    /** Byte from which on nothing could be read, where the file was cut short; empty for a whole file. */
    public OptionalLong truncatedAt() {
        return index().truncatedAt();
    }

    /** True where the file's own index could be relied upon; else all of it was read to find what is in it. */
    public boolean indexed() {
        return index().indexed();
    }

    private RecordingIndex index() {
        RecordingIndex known = index;
        if (known == null) {
            known = SummaryReader.of(records).orElseGet(() -> IndexScan.of(records));
            index = known;
        }
        return known;
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new McapException(records.path(), 0, "cannot be closed: " + e.getMessage(), e);
        }
    }
}

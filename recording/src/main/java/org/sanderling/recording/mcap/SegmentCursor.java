package org.sanderling.recording.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Predicate;

/** Where the reading of one segment stands: its messages' places, in log-time order. */
final class SegmentCursor {
    private final Segment segment;
    private long[] times = {};
    private int[] places = {};
    private int count;
    private int next;
    private boolean loaded;

    SegmentCursor(Segment segment) {
        this.segment = segment;
    }

    Segment segment() {
        return segment;
    }

    boolean loaded() {
        return loaded;
    }

    boolean hasNext() {
        return next < count;
    }

    /** Log time of what comes next; before loading, the lowest that may come. */
    long timeNs() {
        return loaded ? times[next] : segment.startNs();
    }

    /** Place of the next message in the content; moves on. */
    int take() {
        return places[next++];
    }

    /** Finds the wanted messages in {@code content}, and notes the channels that it declares. */
    void load(Path path, byte[] content, ChannelTable channels, Predicate<McapRecord.Channel> wanted) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        boolean sorted = true;
        while (in.hasRemaining()) {
            int place = in.position();
            // Only the head of a message is read here: its data are copied when its turn comes.
            if (in.get(place) != Opcode.MESSAGE) {
                ContentRecords.next(path, segment.offset(), in).ifPresent(r -> channels.add(r, segment.offset()));
                continue;
            }
            Fields head = new Fields(path, in, 0, segment.offset());
            head.u8("opcode");
            Fields body = head.nested64("a message");
            int channel = body.u16("channel_id");
            body.u32("sequence");
            long timeNs = body.u64("log_time");
            body.u64("publish_time");
            if (Long.compareUnsigned(timeNs, segment.startNs()) < 0) {
                throw new McapException(
                        path,
                        segment.offset(),
                        "holds a message of log time " + Long.toUnsignedString(timeNs) + ", before its stated start "
                                + Long.toUnsignedString(segment.startNs()));
            }
            if (wanted.test(channels.channel(channel, segment.offset()))) {
                sorted &= count == 0 || Long.compareUnsigned(times[count - 1], timeNs) <= 0;
                add(timeNs, place);
            }
        }
        if (!sorted) {
            sort();
        }
        loaded = true;
    }

    private void add(long timeNs, int place) {
        if (count == times.length) {
            times = Arrays.copyOf(times, Math.max(16, 2 * count));
            places = Arrays.copyOf(places, times.length);
        }
        times[count] = timeNs;
        places[count++] = place;
    }

    private void sort() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        long[] unsortedTimes = times.clone();
        int[] unsortedPlaces = places.clone();
        Arrays.sort(order, Comparator.comparing(i -> unsortedTimes[i], Long::compareUnsigned));
        for (int i = 0; i < count; i++) {
            times[i] = unsortedTimes[order[i]];
            places[i] = unsortedPlaces[order[i]];
        }
    }
}

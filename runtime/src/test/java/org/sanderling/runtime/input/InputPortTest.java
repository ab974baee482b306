package org.sanderling.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.Clock;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.decision.Reason;
import org.sanderling.runtime.handover.LatestValue;
import org.sanderling.runtime.handover.SlotRing;

final class InputPortTest {
    private static final long PERIOD_NS = 50_000_000;

    private final ObservationShape shape = new ObservationShape(List.of(0), 3, 4, 10, 2, PERIOD_NS);
    private final InputCounters images = new InputCounters();
    private final LatestValue<Observation> observations = new LatestValue<>(shape::create);
    private final SlotRing<InputRecord> records = new SlotRing<>(8, () -> new InputRecord(2));
    private final InputPort port = new InputPort(
            new ObservationBuilder(shape, new ByteImages(), 120_000_000, 200_000_000, images, new InputCounters()),
            observations,
            records,
            new Clock() {
                @Override
                public long monotonicNs() {
                    return nowNs;
                }

                @Override
                public long wallNs() {
                    return nowNs;
                }
            });

    private long nowNs;

    InputPortTest() {
        port.wake(Thread.currentThread());
        port.action(0, 0, new float[] {0.1f, 0.5f});
    }

    /** Arrives when it was taken, or at the moment of the newest before it. */
    private void image(long sequence, long stampNs) {
        nowNs = Math.max(nowNs, stampNs);
        port.image(sequence, stampNs, ByteImages.of((int) sequence), 1);
    }

    /** A driver that sends each frame twice must not keep the loop from planning. */
    @Test
    void shouldNotLetARepeatedFrameTakeTheGoodOnesPlace() {
        image(1, PERIOD_NS);
        image(2, PERIOD_NS);
        image(3, PERIOD_NS / 2);

        assertThat(observations.poll()).isTrue();
        assertThat(observations.current().imageSequence).isEqualTo(1);
        assertThat(Reason.of(observations.current().fault)).isEqualTo(Reason.NONE);
        assertThat(observations.poll()).isFalse();
        assertThat(images.repeated).hasValue(1);
        assertThat(images.outOfOrder).hasValue(1);

        image(4, 2 * PERIOD_NS);
        assertThat(observations.poll()).isTrue();
        assertThat(observations.current().imageSequence).isEqualTo(4);
    }

    @Test
    void shouldPutEveryInputOnTheRecordersQueueAsItCame() {
        image(1, PERIOD_NS);
        image(2, PERIOD_NS);
        port.action(1, PERIOD_NS, new float[] {Float.NaN, 0.5f});
        port.reset();

        assertThat(records.size()).as("one action before").isEqualTo(5);
        InputRecord first = take();
        assertThat(first.kind).isEqualTo(InputRecord.Kind.ACTION);
        InputRecord image = take();
        assertThat(image.kind).isEqualTo(InputRecord.Kind.IMAGE);
        assertThat(image.length).isEqualTo(1);
        assertThat(take().sequence).isEqualTo(2);
        assertThat(take().action[0]).isNaN();
        assertThat(take().kind).isEqualTo(InputRecord.Kind.RESET);
    }

    private InputRecord take() {
        InputRecord record = records.peek();
        assertThat(record).isNotNull();
        records.release();
        return record;
    }

    @Test
    void shouldCountWhatTheRecorderHasNoRoomForAndGoOn() {
        for (int i = 1; i <= 20; i++) {
            image(i, i * PERIOD_NS);
        }

        assertThat(records.dropped()).isEqualTo(13);
        assertThat(observations.poll()).isTrue();
        assertThat(observations.current().imageSequence).isEqualTo(20);
    }

    @Test
    void shouldCountAnImageBeyondTheLargestOnceAsCorrupt() {
        nowNs = PERIOD_NS;
        try (Arena arena = Arena.ofConfined()) {
            port.image(
                    1, PERIOD_NS, arena.allocate(InputRecord.MAX_IMAGE_BYTES + 1L), InputRecord.MAX_IMAGE_BYTES + 1L);
        }

        assertThat(images.corrupt).hasValue(1);
        assertThat(observations.poll()).isTrue();
        assertThat(Reason.of(observations.current().fault)).isEqualTo(Reason.INPUT_CORRUPT);
    }
}

package org.sanderling.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.Observation;
import org.sanderling.runtime.decision.Reason;

/** Frame i has stamp i periods, pixels i, and the command (i / 1000, 0.5) beside it. */
final class ObservationBuilderTest {
    private static final long PERIOD_NS = 50_000_000;
    private static final int STEPS = 10;

    private final ObservationShape shape = new ObservationShape(List.of(0, -4), 3, 4, STEPS, 2, PERIOD_NS);
    private final InputCounters images = new InputCounters();
    private final InputCounters actions = new InputCounters();
    private final ObservationBuilder builder =
            new ObservationBuilder(shape, new ByteImages(), 120_000_000, 200_000_000, images, actions);
    private final Observation observation = shape.create();

    private boolean image(long sequence, long stampNs, int pixels) {
        return builder.image(sequence, stampNs, stampNs, ByteImages.of(pixels), 1, observation);
    }

    private boolean image(int frame) {
        return image(frame, frame * PERIOD_NS, frame);
    }

    private void action(int frame) {
        action(frame, frame * PERIOD_NS);
    }

    private void action(int frame, long stampNs) {
        builder.action(frame, stampNs, stampNs, new float[] {frame / 1000f, 0.5f});
    }

    /** Frames with their commands, the last one's command not yet. */
    private void drive(int first, int last) {
        for (int frame = first; frame <= last; frame++) {
            image(frame);
            if (frame < last) {
                action(frame);
            }
        }
    }

    private Reason fault() {
        return Reason.of(observation.fault);
    }

    private float steeringBack(int steps) {
        return observation.history[(STEPS - steps) * 2];
    }

    private int pixel(int frame) {
        return Byte.toUnsignedInt(observation.images.get(ValueLayout.JAVA_BYTE, frame * observation.imageBytes));
    }

    @Test
    void shouldJoinTheNewestImageWithTheCommandsBeforeIt() {
        drive(0, 20);

        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.imageSequence).isEqualTo(20);
        assertThat(observation.stampNs).isEqualTo(20 * PERIOD_NS);
        assertThat(observation.historySequence).isEqualTo(19);
        assertThat(observation.historyMask).containsOnly(1f);
        for (int back = 1; back <= STEPS; back++) {
            assertThat(steeringBack(back)).isEqualTo((20 - back) / 1000f);
        }
        assertThat(observation.measured).containsExactly(0.019f, 0.5f);
        assertThat(observation.imageSequences).containsExactly(20, 16);
        assertThat(pixel(0)).isEqualTo(20);
        assertThat(pixel(1)).isEqualTo(16);
    }

    @Test
    void shouldNotUseACommandThatIsAsNewAsTheImage() {
        drive(0, 19);
        action(19);
        action(20);
        image(20);

        assertThat(observation.historySequence).isEqualTo(19);
        assertThat(steeringBack(1)).isEqualTo(0.019f);
    }

    @Test
    void shouldMaskAGapInTheHistoryAndKeepTheOthersInTheirPlaces() {
        for (int frame = 0; frame < 20; frame++) {
            image(frame);
            if (frame != 17 && frame != 12) {
                action(frame);
            }
        }
        image(20);

        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.historyMask).containsExactly(1, 1, 0, 1, 1, 1, 1, 0, 1, 1);
        assertThat(steeringBack(3)).isZero();
        assertThat(steeringBack(4)).isEqualTo(0.016f);
        assertThat(steeringBack(1)).isEqualTo(0.019f);
    }

    @Test
    void shouldTakeTheNearestStepOfJitteringStamps() {
        for (int frame = 0; frame < 20; frame++) {
            image(frame, frame * PERIOD_NS + (frame % 3 - 1) * PERIOD_NS / 5, frame);
            action(frame, frame * PERIOD_NS + (frame % 2 == 0 ? 1 : -1) * PERIOD_NS / 4);
        }
        image(20, 20 * PERIOD_NS, 20);

        assertThat(observation.historyMask).containsOnly(1f);
        for (int back = 1; back <= STEPS; back++) {
            assertThat(steeringBack(back)).isEqualTo((20 - back) / 1000f);
        }
        assertThat(observation.imageSequences).containsExactly(20, 16);
    }

    @Test
    void shouldPutTheNewestInAMissingImagesPlace() {
        drive(0, 15);
        action(15);
        for (int frame = 17; frame <= 20; frame++) {
            image(frame);
            action(frame);
        }

        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.imageSequences).containsExactly(20, 20);
        assertThat(pixel(1)).isEqualTo(20);
        assertThat(observation.imageHashes[0]).isEqualTo(observation.imageHashes[1]);
    }

    @Test
    void shouldStateThatThereIsNoHistoryYet() {
        image(0);

        assertThat(fault()).isEqualTo(Reason.INPUT_MISSING);
        assertThat(observation.historyMask).containsOnly(0f);
    }

    @Test
    void shouldStartAnewAtAWrap() {
        drive(100, 120);
        builder.reset();
        image(121, 5 * PERIOD_NS, 5);

        assertThat(images.outOfOrder).hasValue(0);
        assertThat(fault()).as("nothing of the last round is left").isEqualTo(Reason.INPUT_MISSING);
        assertThat(observation.imageSequences).containsExactly(121, 121);

        action(5);
        image(6);
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.historyMask).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(actions.outOfOrder).hasValue(0);
    }

    @Test
    void shouldCountARepeatedStampAndOneThatWentBack() {
        drive(0, 20);

        assertThat(image(21, 20 * PERIOD_NS, 99)).isFalse();
        assertThat(fault()).isEqualTo(Reason.INPUT_STALE);
        assertThat(images.repeated).hasValue(1);

        assertThat(image(22, 19 * PERIOD_NS, 99)).isFalse();
        assertThat(fault()).isEqualTo(Reason.INPUT_OUT_OF_ORDER);
        assertThat(images.outOfOrder).hasValue(1);

        action(18);
        action(19);
        assertThat(actions.outOfOrder).hasValue(1);
        assertThat(actions.repeated).hasValue(1);

        assertThat(image(21)).isTrue();
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.imageSequences).containsExactly(21, 17);
    }

    @Test
    void shouldCallACameraFrozenOnceItsPixelsAreTooOld() {
        drive(0, 20);
        for (int frame = 21; frame <= 24; frame++) {
            action(frame - 1);
            image(frame, frame * PERIOD_NS, 20);
            assertThat(fault()).isEqualTo(frame <= 22 ? Reason.NONE : Reason.INPUT_STALE);
        }
        assertThat(images.repeated).hasValue(4);
        assertThat(images.stale).hasValue(2);

        action(24);
        image(25);
        assertThat(fault()).as("it moves again").isEqualTo(Reason.NONE);
    }

    /** A clock that ran ahead for one frame must not make all that follow seem to have gone backwards. */
    @Test
    void shouldForgetStampsFromTheFuture() {
        drive(0, 20);
        long hourNs = 3_600_000_000_000L;

        builder.image(21, 21 * PERIOD_NS + hourNs, 21 * PERIOD_NS, ByteImages.of(21), 1, observation);
        assertThat(fault()).isEqualTo(Reason.INPUT_OUT_OF_ORDER);
        builder.action(20, 20 * PERIOD_NS + hourNs, 20 * PERIOD_NS, new float[] {9, 9});
        assertThat(images.outOfOrder).hasValue(1);
        assertThat(actions.outOfOrder).hasValue(1);

        image(22);
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.measured).containsExactly(0.019f, 0.5f);
        assertThat(images.outOfOrder).hasValue(1);
    }

    @Test
    void shouldCountAnImageThatWasOldWhenItArrived() {
        drive(0, 20);
        action(20);
        builder.image(21, 21 * PERIOD_NS, 21 * PERIOD_NS + 120_000_001, ByteImages.of(21), 1, observation);
        assertThat(fault()).isEqualTo(Reason.INPUT_STALE);
        assertThat(images.stale).hasValue(1);

        action(21);
        builder.image(22, 22 * PERIOD_NS, 22 * PERIOD_NS + 120_000_000, ByteImages.of(22), 1, observation);
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(images.stale).hasValue(1);
    }

    @Test
    void shouldCallCommandsStaleOnceTheyAreTooOld() {
        drive(0, 20); // newest command: 19
        for (int frame = 21; frame <= 24; frame++) {
            image(frame);
            assertThat(fault()).isEqualTo(frame <= 23 ? Reason.NONE : Reason.INPUT_STALE);
        }
        assertThat(actions.stale).hasValue(1);
    }

    @Test
    void shouldKeepNumbersThatAreNoneOutOfTheHistory() {
        drive(0, 20);
        builder.action(20, 20 * PERIOD_NS, 20 * PERIOD_NS, new float[] {Float.NaN, 0.5f});
        builder.action(20, 20 * PERIOD_NS, 20 * PERIOD_NS, new float[] {0, Float.NEGATIVE_INFINITY});
        image(21);

        assertThat(actions.nonFinite).hasValue(2);
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.historyMask).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 0);
        assertThat(observation.measured).as("the last that was a number").containsExactly(0.019f, 0.5f);
    }

    @Test
    void shouldStateDamageAndNeverUseWhatIsDamaged() {
        drive(0, 20);
        action(20);
        assertThat(image(21, 21 * PERIOD_NS, ByteImages.DAMAGED)).isTrue();
        assertThat(fault()).isEqualTo(Reason.INPUT_CORRUPT);
        assertThat(image(22, 22 * PERIOD_NS, ByteImages.OTHER_SIZE)).isTrue();
        assertThat(fault()).isEqualTo(Reason.INPUT_CORRUPT);
        assertThat(images.corrupt).hasValue(1);
        assertThat(images.wrongSize).hasValue(1);
        for (int frame = 23; frame <= 25; frame++) {
            action(frame - 1);
            image(frame);
        }
        assertThat(fault()).isEqualTo(Reason.NONE);
        assertThat(observation.imageSequences).as("21 is damaged").containsExactly(25, 25);
        action(25);
        action(26);
        action(27);
        image(28);
        assertThat(observation.imageSequences).as("24 is whole").containsExactly(28, 24);
    }

    /** Whatever comes, in whatever order: no exception, every image counted once, and nothing but numbers in the history. */
    @Property(tries = 300)
    void shouldSurviveAnyInput(@ForAll @Size(max = 120) List<@IntRange(max = 1 << 16) Integer> inputs) {
        new ObservationBuilderTest().survive(inputs); // jqwik keeps one instance for all tries
    }

    private void survive(List<Integer> inputs) {
        long good = 0;
        long sequence = 0;
        for (int input : inputs) {
            long stampNs = (input >> 3 & 0x3f) * PERIOD_NS / 2;
            if ((input & 1) == 0) {
                boolean newer = image(sequence++, stampNs, input >> 8 & 0xff);
                good += newer && fault() != Reason.INPUT_CORRUPT ? 1 : 0;
            } else {
                builder.action(sequence++, stampNs, stampNs, new float[] {(input & 6) == 6 ? Float.NaN : 0.1f, 0.5f});
            }
            if (input % 97 == 0) {
                builder.reset();
            }
            for (float value : observation.history) {
                assertThat(value).isFinite();
            }
        }
        long images0 = inputs.stream().filter(i -> (i & 1) == 0).count();
        assertThat(images.received).hasValue(images0);
        assertThat(good + images.corrupt.get() + images.wrongSize.get() + images.outOfOrder.get())
                .isLessThanOrEqualTo(images0);
        assertThat(good
                        + images.corrupt.get()
                        + images.wrongSize.get()
                        + images.outOfOrder.get()
                        + images.repeated.get())
                .isGreaterThanOrEqualTo(images0);
    }
}

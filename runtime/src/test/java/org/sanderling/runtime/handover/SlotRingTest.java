package org.sanderling.runtime.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SlotRingTest {
    private static SlotRing<long[]> ring(int capacity) {
        return new SlotRing<>(capacity, () -> new long[1]);
    }

    /** Any order of offering and taking agrees with a bounded queue that drops what finds no room. */
    @Property
    void shouldBehaveAsABoundedQueue(@ForAll List<Boolean> offers, @ForAll @IntRange(max = 4) int log2) {
        SlotRing<long[]> ring = ring(1 << log2);
        Queue<Long> oracle = new ArrayDeque<>();
        long offered = 0;
        for (boolean offer : offers) {
            if (offer) {
                offered++;
                long[] slot = ring.tryClaim();
                assertThat(slot == null).isEqualTo(oracle.size() == 1 << log2);
                if (slot == null) {
                    ring.drop();
                } else {
                    slot[0] = offered;
                    ring.publish();
                    oracle.add(offered);
                }
            } else {
                long[] slot = ring.peek();
                Long expected = oracle.poll();
                assertThat(slot == null ? null : slot[0]).isEqualTo(expected);
                if (slot != null) {
                    ring.release();
                }
            }
            assertThat(ring.size()).isEqualTo(oracle.size());
            assertThat(ring.published() + ring.dropped()).isEqualTo(offered);
        }
    }

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> ring(12)).withMessageContaining("12");
        assertThatIllegalArgumentException().isThrownBy(() -> ring(0));
    }

    @Test
    void shouldRefuseToPublishIntoAFullRingAndToReleaseFromAnEmptyOne() {
        SlotRing<long[]> ring = ring(1);
        assertThatIllegalStateException().isThrownBy(ring::release);
        ring.publish();
        assertThatIllegalStateException().isThrownBy(ring::publish);
        assertThat(ring.size()).isEqualTo(1);
    }
}

package org.sanderling.runtime.handover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OfferSlotTest {
    private final OfferSlot<long[]> slot = new OfferSlot<>(() -> new long[1]);

    private void offer(long tick, long plan) {
        slot.writable()[0] = plan;
        slot.offer(tick);
    }

    @Test
    void shouldGiveAnOfferOnce() {
        assertThat(slot.take(5)).isNull();
        offer(5, 50);
        assertThat(slot.take(5)).containsExactly(50);
        assertThat(slot.take(5)).isNull();
    }

    @Test
    void shouldGiveTheNewestOfTwoOffers() {
        offer(5, 50);
        offer(5, 51);
        assertThat(slot.take(5)).containsExactly(51);
        assertThat(slot.take(5)).isNull();
    }

    @Test
    void shouldGiveAnOfferForALaterTick() {
        offer(7, 70);
        assertThat(slot.take(6)).containsExactly(70);
    }

    @Test
    void shouldDiscardAStaleOfferAndCountIt() {
        offer(5, 50);
        assertThat(slot.take(6)).isNull();
        assertThat(slot.take(5)).isNull();
        assertThat(slot.discarded()).isEqualTo(1);
        offer(6, 60);
        assertThat(slot.take(6)).containsExactly(60);
    }

    @Test
    void shouldLeaveThePacersPlanAloneWhileThePlannerGoesOn() {
        offer(1, 10);
        long[] held = slot.take(1);
        for (long tick = 2; tick < 20; tick++) {
            offer(tick, tick * 10);
            assertThat(held).containsExactly(10);
        }
        assertThat(slot.take(19)).containsExactly(190);
    }
}

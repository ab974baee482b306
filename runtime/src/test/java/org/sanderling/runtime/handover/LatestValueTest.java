package org.sanderling.runtime.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class LatestValueTest {
    private static LatestValue<long[]> mailbox() {
        return new LatestValue<>(() -> new long[1]);
    }

    @Test
    void shouldMakeThreeInstancesAndNoMore() {
        AtomicInteger made = new AtomicInteger();
        LatestValue<Integer> mailbox = new LatestValue<>(made::incrementAndGet);
        for (int i = 0; i < 100; i++) {
            mailbox.publish();
            mailbox.poll();
        }
        assertThat(made).hasValue(3);
    }

    @Test
    void shouldHaveNothingNewBeforeTheFirstPublish() {
        LatestValue<long[]> mailbox = mailbox();
        assertThat(mailbox.poll()).isFalse();
        assertThat(mailbox.current()).containsExactly(0);
    }

    /** Any order of publishing and polling: only the latest, once, and never the writer's hand in the reader's. */
    @Property
    void shouldAlwaysGiveTheLatest(@ForAll List<Boolean> publishes) {
        LatestValue<long[]> mailbox = mailbox();
        long published = 0;
        long read = 0;
        for (boolean publish : publishes) {
            assertThat(mailbox.writable()).isNotSameAs(mailbox.current());
            if (publish) {
                mailbox.writable()[0] = ++published;
                mailbox.publish();
            } else {
                assertThat(mailbox.poll()).isEqualTo(published > read);
                read = published;
            }
            assertThat(mailbox.current()[0]).isEqualTo(read);
        }
    }
}

package org.sanderling.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThinnedTest {
    @Test
    void shouldKeepAllUpToItsLimit() {
        Thinned<Integer> thinned = new Thinned<>(4);
        List.of(0, 1, 2, 3).forEach(thinned::add);
        assertThat(thinned.list()).containsExactly(0, 1, 2, 3);
        assertThat(thinned.stride()).isEqualTo(1);
    }

    @Test
    void shouldStayEvenBeyondIt() {
        Thinned<Integer> thinned = new Thinned<>(4);
        for (int i = 0; i < 1_000; i++) {
            thinned.add(i);
        }
        assertThat(thinned.stride()).isEqualTo(256);
        assertThat(thinned.list()).containsExactly(0, 256, 512, 768);
        assertThat(thinned.seen()).isEqualTo(1_000);
    }
}

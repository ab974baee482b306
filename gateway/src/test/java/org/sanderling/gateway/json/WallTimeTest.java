package org.sanderling.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WallTimeTest {
    @Test
    void shouldWriteAllNineDecimals() {
        assertThat(WallTime.iso(1_600_000_000_050_000_000L)).isEqualTo("2020-09-13T12:26:40.050000000Z");
        assertThat(WallTime.iso(0)).isEqualTo("1970-01-01T00:00:00.000000000Z");
    }

    @Property
    void shouldMeanTheSameInstant(@ForAll long ns) {
        Instant expected = Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L), Math.floorMod(ns, 1_000_000_000L));
        assertThat(Instant.parse(WallTime.iso(ns))).isEqualTo(expected);
    }
}

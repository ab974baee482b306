package org.sanderling.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MeasurementTest {
    @Test
    void shouldGiveTheMiddleOfItsRuns() {
        Measurement m = Measurement.of("x", "us", 4, 1, 10);

        assertThat(m.ours()).isEqualTo(4);
        assertThat(m.figures())
                .containsEntry("runs", 3)
                .containsEntry("min", 1.0)
                .containsEntry("median", 4.0)
                .containsEntry("max", 10.0)
                .containsEntry("peer", null)
                .containsEntry("ratio", null);
    }

    @Test
    void shouldMeanTheTwoMiddleOnesOfAnEvenNumber() {
        assertThat(Measurement.of("x", "us", 4, 1, 10, 2).median()).isEqualTo(3);
    }

    @Test
    void shouldDivideOursByThePeers() {
        Measurement m = Measurement.of("x", "us", 1, 2, 3).beside("peer", 8, 7, 9);

        assertThat(m.peer()).isEqualTo(8);
        assertThat(m.ratio()).isEqualTo(0.25);
    }

    @Test
    void shouldGiveNoRatioToNothing() {
        assertThat(Measurement.of("x", "B", 3).beside("peer", 0).ratio()).isNull();
    }

    @Test
    void shouldKeepAPooledFigureApartFromItsRuns() {
        Measurement m = Measurement.pooled("x", "us", 42, 1, 2, 3);

        assertThat(m.ours()).isEqualTo(42);
        assertThat(m.median()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToStateWhatWasNotMeasured() {
        assertThatThrownBy(() -> Measurement.of("x", "us"))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("x");
    }
}

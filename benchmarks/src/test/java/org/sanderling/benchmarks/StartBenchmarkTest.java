package org.sanderling.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StartBenchmarkTest {
    private static final Path SAID = Path.of("start.log");

    @Test
    void shouldTakeTheCommandsOwnFigure() {
        assertThat(StartBenchmark.firstFreshMs("{\"ticks\":40,\"firstFreshMs\":1234.5}", SAID))
                .isEqualTo(1234.5);
    }

    @Test
    void shouldNotCountARunWithoutAFreshDecision() {
        assertThatThrownBy(() -> StartBenchmark.firstFreshMs("{\"firstFreshMs\":null}", SAID))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("no decision was FRESH");
    }

    @Test
    void shouldSayWhereToLookWhenTheCommandPrintedSomethingElse() {
        assertThatThrownBy(() -> StartBenchmark.firstFreshMs("Segmentation fault", SAID))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("start.log");
    }
}

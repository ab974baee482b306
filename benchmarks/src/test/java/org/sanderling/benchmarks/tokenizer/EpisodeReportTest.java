package org.sanderling.benchmarks.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.benchmarks.BenchmarkException;
import org.sanderling.tokenizers.TokenizerSpec;

/** What docs/tokenizers.md says of the robot episodes. */
class EpisodeReportTest {
    private static final Path DATA =
            Path.of(System.getProperty("sanderling.home")).resolve("data/lerobot");

    private static Episode episode(String name) throws IOException {
        return Episode.all(DATA).stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Trial beast(Episode e) {
        return Trial.of(e, Trial.beast(e, e.controlPoints(), e.degree(), 256));
    }

    @Test
    void smoothEpisodesSurviveFivefoldCompression() throws IOException {
        for (String name : List.of("aloha_sim_insertion_human", "aloha_sim_transfer_cube_scripted")) {
            Episode e = episode(name);
            Trial t = beast(e);
            assertThat(e.controlPoints()).isEqualTo(e.samples() / 5).isEqualTo(10);
            assertThat(t.tokens()).isEqualTo(140);
            assertThat(t.relative()).as(name).isLessThanOrEqualTo(0.01);
        }
    }

    @Test
    void noiseDoesNotAndTheTableSaysSo() throws IOException {
        assertThat(beast(episode("xarm_lift_medium")).relative()).isGreaterThan(0.5);
        // Whole pixels at 10 Hz: above one per cent, below two.
        assertThat(beast(episode("pusht")).relative()).isBetween(0.01, 0.02);
    }

    @Test
    void everyCurveFalls() throws IOException {
        Episode e = episode("pusht");
        double before = Double.POSITIVE_INFINITY;
        for (int n : new int[] {4, 6, 10, 15}) {
            double error = Trial.of(e, Trial.beast(e, n, 3, 256)).ofRange();
            assertThat(error).isLessThan(before);
            before = error;
        }
        Trial coarse = Trial.of(e, Trial.fast(e, 2, 64));
        Trial fine = Trial.of(e, Trial.fast(e, 20, 64));
        assertThat(fine.ofRange()).isLessThan(coarse.ofRange() / 4);
        assertThat(fine.bits()).isGreaterThan(coarse.bits());
    }

    @Test
    void timesAreThoseOfTheSameTrial() throws IOException {
        Episode e = episode("pusht");
        TokenizerSpec spec = Trial.binning(e, 256);
        Trial t = Trial.of(e, spec);
        Trial timed = t.timed(e, spec);
        assertThat(timed.bits()).isEqualTo(t.bits()).isEqualTo(320);
        assertThat(timed.encodeUs()).isPositive().isFinite();
    }

    @Test
    void aPeerThatDoesOtherWorkIsRefused(@TempDir Path empty) {
        int[] ours = new OneChunk().tokens();
        int[] theirs = ours.clone();
        theirs[3] += 1;
        TokenizerBenchmark.check(ours, theirs);
        theirs[3] += 1;
        assertThatThrownBy(() -> TokenizerBenchmark.check(ours, theirs))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("other tokens");
        assertThatThrownBy(() -> Episode.all(empty)).hasMessageContaining("no such file");
    }

    @Test
    void nothingIsAllocated() {
        OneChunk chunk = new OneChunk();
        chunk.allocatedBytes();
        assertThat(chunk.allocatedBytes()).isZero();
    }
}

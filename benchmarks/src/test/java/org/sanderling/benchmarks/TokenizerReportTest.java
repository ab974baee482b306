package org.sanderling.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.tokenizers.TokenizerSpec;

/** What docs/tokenizers.md says of the robot episodes. */
class TokenizerReportTest {
    private static final Path DATA =
            Path.of(System.getProperty("sanderling.home")).resolve("data/lerobot");

    private static RobotEpisode episode(String name) throws IOException {
        return RobotEpisode.all(DATA).stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TokenizerTrial beast(RobotEpisode e) {
        return TokenizerTrial.of(e, TokenizerTrial.beast(e, e.controlPoints(), e.degree(), 256));
    }

    @Test
    void smoothEpisodesSurviveFivefoldCompression() throws IOException {
        for (String name : List.of("aloha_sim_insertion_human", "aloha_sim_transfer_cube_scripted")) {
            RobotEpisode e = episode(name);
            TokenizerTrial t = beast(e);
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
        RobotEpisode e = episode("pusht");
        double before = Double.POSITIVE_INFINITY;
        for (int n : new int[] {4, 6, 10, 15}) {
            double error =
                    TokenizerTrial.of(e, TokenizerTrial.beast(e, n, 3, 256)).ofRange();
            assertThat(error).isLessThan(before);
            before = error;
        }
        TokenizerTrial coarse = TokenizerTrial.of(e, TokenizerTrial.fast(e, 2, 64));
        TokenizerTrial fine = TokenizerTrial.of(e, TokenizerTrial.fast(e, 20, 64));
        assertThat(fine.ofRange()).isLessThan(coarse.ofRange() / 4);
        assertThat(fine.bits()).isGreaterThan(coarse.bits());
    }

    @Test
    void timesAreThoseOfTheSameTrial() throws IOException {
        RobotEpisode e = episode("pusht");
        TokenizerSpec spec = TokenizerTrial.binning(e, 256);
        TokenizerTrial t = TokenizerTrial.of(e, spec);
        TokenizerTrial timed = t.timed(e, spec);
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
        assertThatThrownBy(() -> RobotEpisode.all(empty)).hasMessageContaining("no such file");
    }

    @Test
    void nothingIsAllocated() {
        OneChunk chunk = new OneChunk();
        chunk.allocatedBytes();
        assertThat(chunk.allocatedBytes()).isZero();
    }
}

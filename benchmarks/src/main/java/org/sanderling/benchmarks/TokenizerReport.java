package org.sanderling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sanderling.evaluation.plot.Chart;
import org.sanderling.evaluation.plot.Series;
import org.sanderling.evaluation.plot.Series.Mark;
import org.sanderling.evaluation.plot.Sheet;
import org.sanderling.tokenizers.TokenizerSpec;

/** Tables and rate-distortion curves over the robot episodes: {@code tokenizer.md}, {@code rate-distortion.svg} and {@code .png}. */
final class TokenizerReport {
    /** FAST's published scale, and an alphabet and merges of the size that suit a chunk. */
    private static final double SCALE = 10;

    private static final int MERGES = 256;
    private static final int[] LENGTHS = {10, 20, 50};
    private static final int[] VOCABULARIES = {4, 8, 16, 32, 64, 128, 256, 1024};
    private static final double[] SCALES = {1, 2, 5, 10, 20, 50, 100};

    private TokenizerReport() {}

    static List<Measurement> write(Path data, Path out) throws IOException {
        List<Measurement> figures = new ArrayList<>();
        StringBuilder roundTrips =
                new StringBuilder("| episode | T | N | p | tokens | bits | relative error | of the range"
                        + " | worst DoF, of its range | at most 1 % |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
        StringBuilder compared =
                new StringBuilder("| episode | tokenizer | tokens | bits | error, of the range | encode, µs"
                        + " | decode, µs |\n|---|---|--:|--:|--:|--:|--:|\n");
        List<Chart> charts = new ArrayList<>();
        for (RobotEpisode episode : RobotEpisode.all(data)) {
            for (int samples : LENGTHS) {
                // Bounds need two windows that differ.
                if (samples < episode.rows().size() - 1) {
                    RobotEpisode cut = episode.cut(samples);
                    roundTrips.append(roundTrip(
                            cut,
                            TokenizerTrial.of(cut, TokenizerTrial.beast(cut, cut.controlPoints(), cut.degree(), 256))));
                }
            }
            for (TokenizerSpec spec : List.of(
                    TokenizerTrial.beast(episode, episode.controlPoints(), episode.degree(), 256),
                    TokenizerTrial.fast(episode, SCALE, MERGES),
                    TokenizerTrial.binning(episode, 256))) {
                TokenizerTrial t = TokenizerTrial.of(episode, spec).timed(episode, spec);
                figures.addAll(figures(episode, t));
                compared.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.0f | %.2f %% | %.1f | %.1f |%n",
                        episode.name(),
                        t.tokenizer(),
                        t.tokens(),
                        t.bits(),
                        100 * t.ofRange(),
                        t.encodeUs(),
                        t.decodeUs()));
            }
            charts.add(chart(episode));
        }
        Files.writeString(
                out.resolve("tokenizer.md"),
                "## Round trips at N = T/5\n\n" + roundTrips + "\n## BEAST, FAST, binning\n\n" + compared);
        Sheet sheet = new Sheet("Bits of a chunk against the error that they leave", 2, charts);
        Files.writeString(out.resolve("rate-distortion.svg"), sheet.svg());
        try {
            Files.write(out.resolve("rate-distortion.png"), sheet.png());
        } catch (Sheet.NoFontsException e) {
            System.err.println("no PNG: " + e.getMessage());
        }
        return figures;
    }

    private static String roundTrip(RobotEpisode episode, TokenizerTrial t) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f | %.0f | %.2f %% | %.2f %% | %s %.2f %% | %s |%n",
                episode.name(),
                episode.samples(),
                episode.controlPoints(),
                episode.degree(),
                t.tokens(),
                t.bits(),
                100 * t.relative(),
                100 * t.ofRange(),
                t.worstDof(),
                100 * t.worstOfRange(),
                t.relative() <= 0.01 ? "yes" : "no");
    }

    private static List<Measurement> figures(RobotEpisode episode, TokenizerTrial t) {
        String name = "tokenizer." + t.tokenizer() + "." + episode.name();
        return List.of(
                Measurement.of(name + ".tokens", "a chunk", t.tokens()),
                Measurement.of(name + ".bits", "a chunk", t.bits()),
                Measurement.of(name + ".error", "% of range", 100 * t.ofRange()),
                Measurement.of(name + ".relative", "%", 100 * t.relative()),
                Measurement.of(name + ".encode", "us", t.encodeUs()),
                Measurement.of(name + ".decode", "us", t.decodeUs()));
    }

    private static Chart chart(RobotEpisode episode) {
        List<TokenizerSpec> splines = new ArrayList<>();
        for (int n = episode.samples() / 10; n <= episode.samples(); n = Math.max(n + 1, n * 5 / 4)) {
            int degree = Math.min(4, n - 1);
            if (n >= 2) {
                splines.add(TokenizerTrial.beast(episode, n, degree, 256));
            }
        }
        List<TokenizerSpec> cosines = new ArrayList<>();
        for (double scale : SCALES) {
            cosines.add(TokenizerTrial.fast(episode, scale, MERGES));
        }
        List<TokenizerSpec> bins = new ArrayList<>();
        for (int vocabulary : VOCABULARIES) {
            bins.add(TokenizerTrial.binning(episode, vocabulary));
        }
        return new Chart(
                episode.name().replace("aloha_sim_", "").replace('_', ' '),
                "bits a chunk of " + episode.samples() + " × " + episode.dofs().size() + " values",
                "RMS error, % of range",
                true,
                true,
                List.of(
                        series("BEAST", 0, episode, splines),
                        series("FAST", 1, episode, cosines),
                        series("binning", 2, episode, bins)),
                List.of());
    }

    private static Series series(String name, int colour, RobotEpisode episode, List<TokenizerSpec> specs) {
        List<Double> bits = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (TokenizerSpec spec : specs) {
            TokenizerTrial t = TokenizerTrial.of(episode, spec);
            bits.add(t.bits());
            errors.add(100 * t.ofRange());
        }
        return new Series(name, Mark.LINE_AND_DOTS, Series.COLOURS.get(colour), bits, errors);
    }
}

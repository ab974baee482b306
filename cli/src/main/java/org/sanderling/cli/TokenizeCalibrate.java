package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.TokenizerSpecText;
import org.sanderling.tokenizers.BoundsCalibration.Kind;
import org.sanderling.tokenizers.TokenizerSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A spec with bounds from data. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = "Finds the bounds from a file, in bounded memory, and writes the spec with them.")
final class TokenizeCalibrate implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Mixin
    TokenSource source = new TokenSource();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "OUT.yaml",
            description = "where the spec goes")
    @Nullable
    Path out;

    @Option(
            names = "--refuse-outliers",
            paramLabel = "REACH",
            description = "a value does not widen its bounds that lies further beyond the 1 %% and 99 %% quantiles than"
                    + " REACH times their distance (1 is a good one); they are counted")
    double reach = Double.POSITIVE_INFINITY;

    @Option(names = "--merges", paramLabel = "N", description = "of fast: learn so many token pairs from the file")
    int merges;

    @Override
    public Integer call() {
        TokenizerSpec given = source.spec();
        Kind kind = Kind.of(given.calibrate().isEmpty() ? "minMax" : given.calibrate());
        if (merges < 0 || merges > 65_000 || (merges > 0 && !given.tokenizer().equals("fast"))) {
            throw new ExitCodes.BadInput("--merges " + merges + ": 0 to 65000, of tokenizer: fast");
        }
        Calibration found = source.work(() -> Calibration.of(source, given, kind, reach));
        TokenizerSpec spec =
                merges == 0 ? found.spec() : source.work(() -> Calibration.withMerges(source, found.spec(), merges));
        ChunkEncoder.tokenizer(spec, source);
        write(TokenizerSpecText.of(spec));
        Map<String, Object> o = output.envelope();
        o.put("spec", String.valueOf(out));
        o.put("specHash", spec.hash());
        o.put("chunks", found.chunks());
        o.put("rows", found.rows());
        o.put("remainderRows", found.remainderRows());
        o.put("bounds", Map.of("min", spec.boundsMin(), "max", spec.boundsMax()));
        o.put("merges", spec.options().merges().size());
        Map<String, Object> refused = new LinkedHashMap<>();
        StringBuilder told = new StringBuilder();
        for (int d = 0; d < spec.dofs().size(); d++) {
            long n = found.refused().get(d);
            refused.put(spec.names().get(d), n);
            told.append(
                    n == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; %s: %d outliers refused",
                                    spec.names().get(d),
                                    n));
        }
        o.put("refused", refused);
        output.print(
                o,
                out + ": bounds from " + found.chunks() + " chunks of " + spec.samples() + " rows"
                        + (merges == 0 ? "" : ", " + spec.options().merges().size() + " merges") + told);
        return ExitCodes.DONE;
    }

    /** Whole or not at all. */
    private void write(String text) {
        Path to = out == null ? Path.of("") : out.toAbsolutePath();
        try {
            Path folder = to.getParent();
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".spec", ".yaml");
            try {
                Files.writeString(part, text);
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ExitCodes.BadInput(to + ": cannot be written: " + e.getMessage());
        }
    }
}

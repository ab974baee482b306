package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ProjectHome;
import org.sanderling.evaluation.plot.Sheet;
import org.sanderling.tokenizers.TokenizerSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A picture of what tokens keep. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draws samples and what their tokens decode to, with control points and knots; SVG and PNG.")
final class TokenizePlot implements Callable<Integer> {
    private static final int MOST_CHUNKS = 50;

    @Mixin
    Output output = new Output();

    @Mixin
    TokenSource source = new TokenSource();

    @Option(names = "--from", paramLabel = "CHUNK", description = "first chunk drawn (default: 0)")
    int from;

    @Option(names = "--chunks", paramLabel = "N", description = "how many are drawn (default: 3)")
    int count = 3;

    @Option(names = "--out", paramLabel = "DIR", description = "where they go (default: out/tokenize)")
    @Nullable
    Path out;

    @Override
    public Integer call() throws IOException {
        if (from < 0 || count < 1 || count > MOST_CHUNKS) {
            throw new ExitCodes.BadInput("--from is at least 0, --chunks from 1 to " + MOST_CHUNKS);
        }
        TokenizerSpec spec = source.spec();
        ChunkCurves curves = new ChunkCurves(spec, from, count);
        TokenizedFile file = ChunkEncoder.encode(source, curves);
        if (curves.drawn() == 0) {
            throw new ExitCodes.BadInput(source.input() + ": has " + file.chunks() + " chunks; --from " + from
                    + " is none of them, the first is 0");
        }
        Path folder = (out == null ? ProjectHome.directory().resolve("out/tokenize") : out).toAbsolutePath();
        LiveSetup.writable(folder.resolve("plot"));
        Files.createDirectories(folder);
        Sheet sheet = new Sheet(
                String.format(
                        "%s, chunks %d to %d of %s: %d samples and %d tokens each",
                        spec.tokenizer(),
                        from,
                        from + curves.drawn() - 1,
                        source.input().getFileName(),
                        spec.samples(),
                        file.tokens() / file.chunks()),
                spec.dofs().size() > 1 ? 2 : 1,
                curves.charts());
        Path svg = Files.writeString(folder.resolve("plot.svg"), sheet.svg());
        Path png = png(sheet, folder.resolve("plot.png"));
        Map<String, Object> o = output.envelope();
        o.put("chunks", file.chunks());
        o.put("drawn", curves.drawn());
        o.put("svg", svg.toString());
        o.put("png", png == null ? null : png.toString());
        file.describe(o);
        output.print(o, svg + (png == null ? "" : System.lineSeparator() + png));
        output.say(file.summary());
        file.warn(output);
        return ExitCodes.DONE;
    }

    private @Nullable Path png(Sheet sheet, Path file) throws IOException {
        try {
            return Files.write(file, sheet.png());
        } catch (Sheet.NoFontsException e) {
            output.say("no PNG: " + e.getMessage());
            return null;
        }
    }
}
